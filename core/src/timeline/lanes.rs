//! Marks that would cover each other become one, and outlines that would cross each other lie in lanes.

/// How far the ends of two spans may be from each other to be drawn as one, and how far two outlines may overlap in a lane.
const NEAR_PX: u32 = 6;

/// Outlines that find no free lane are drawn as one: still certain, though less exact.
pub(super) const LANES_MAX: usize = 4;

/// One mark for one or more snapshots or happenings, by number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    pub(super) x: u32,
    pub(super) members: Vec<usize>,
}

/// Joins neighbours until all are at least `pitch` apart. `points` are sorted by their place.
pub(super) fn clusters(points: impl IntoIterator<Item = (u32, usize)>, pitch: u32) -> Vec<Cluster> {
    // The sum of the places, and the members.
    let mut joined: Vec<(usize, Vec<usize>)> = Vec::new();
    let mean = |(sum, members): &(usize, Vec<usize>)| sum / members.len().max(1);
    for (x, member) in points {
        let mut next = (x as usize, vec![member]);
        while let Some(before) = joined.pop_if(|before| mean(&next) < mean(before) + pitch as usize) {
            let (sum, mut members) = before;
            members.append(&mut next.1);
            next = (sum + next.0, members);
        }
        joined.push(next);
    }
    let cluster =
        |one: (usize, Vec<usize>)| Cluster { x: u32::try_from(mean(&one)).unwrap_or(u32::MAX), members: one.1 };
    joined.into_iter().map(cluster).collect()
}

/// Snapshots of which is known that they were taken between two places.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Stretch {
    pub(super) from: u32,
    pub(super) to: u32,
    /// Nothing says when it begins.
    pub(super) is_open: bool,
    /// Oldest first.
    pub(super) members: Vec<usize>,
    pub(super) lane: usize,
}

impl Stretch {
    fn crosses(&self, from: u32, to: u32) -> bool {
        self.from + NEAR_PX < to && from + NEAR_PX < self.to
    }

    /// The marks in it, in order. Where they would cover each other, several share one.
    pub(super) fn marks(&self, pitch: u32) -> Vec<Cluster> {
        let width = self.to - self.from;
        let places = usize::try_from(width / pitch.max(1)).unwrap_or(1).clamp(1, self.members.len().max(1));
        let share = |at: usize| self.members.len() * at / places;
        let middle = |at: usize| (2 * at + 1) * width as usize / (2 * places);
        let mark = |at: usize| Cluster {
            x: self.from + u32::try_from(middle(at)).unwrap_or(0),
            members: self.members[share(at)..share(at + 1)].to_vec(),
        };
        (0..places).map(mark).collect()
    }
}

/// Gathers neighbours that say nearly the same, makes each wide enough for a mark, and gives it a lane. `dots` are what lane 0
/// has already; `spans` are oldest first.
pub(super) fn stretches(
    spans: impl IntoIterator<Item = (usize, u32, u32, bool)>,
    dots: &[Cluster],
    pitch: u32,
    width: u32,
) -> Vec<Stretch> {
    let mut gathered: Vec<Stretch> = Vec::new();
    for (member, from, to, is_open) in spans {
        match gathered.last_mut() {
            Some(last)
                if last.from.abs_diff(from) <= NEAR_PX
                    && last.to.abs_diff(to) <= NEAR_PX
                    && last.is_open == is_open =>
            {
                (last.from, last.to) = (last.from.min(from), last.to.max(to));
                last.members.push(member);
            }
            _ => gathered.push(Stretch { from, to, is_open, members: vec![member], lane: 0 }),
        }
    }
    let half = pitch / 2;
    let mut done: Vec<Stretch> = Vec::new();
    for mut next in gathered {
        if next.to - next.from < pitch {
            let from = ((next.from + next.to) / 2).saturating_sub(half).min(width.saturating_sub(pitch));
            (next.from, next.to) = (from, from + pitch);
        }
        let is_free = |lane: &usize| {
            let is_dotted = |dot: &Cluster| *lane == 0 && next.crosses(dot.x.saturating_sub(half), dot.x + half);
            let is_taken = |other: &Stretch| other.lane == *lane && other.crosses(next.from, next.to);
            !dots.iter().any(is_dotted) && !done.iter().any(is_taken)
        };
        match (0..LANES_MAX).find(is_free) {
            Some(lane) => next.lane = lane,
            None => absorb(&mut next, &mut done),
        }
        done.push(next);
    }
    done
}

/// Takes in all of the last lane that it crosses, and what it crosses then.
fn absorb(next: &mut Stretch, done: &mut Vec<Stretch>) {
    next.lane = LANES_MAX - 1;
    while let Some(at) = done.iter().position(|other| other.lane == next.lane && other.crosses(next.from, next.to)) {
        let mut older = done.remove(at);
        (next.from, next.to) = (next.from.min(older.from), next.to.max(older.to));
        next.is_open |= older.is_open;
        older.members.append(&mut next.members);
        next.members = older.members;
    }
    next.members.sort_unstable_by(|one, other| other.cmp(one));
}
