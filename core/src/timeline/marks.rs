//! The marks of a picture: what each stands for, and what leads from one to another.

use super::happenings::{Happening, Tone};
use super::lanes::Cluster;
use crate::list::dates::Span;
use crate::model::ids::SnapshotId;

/// More would be a tangle: the newest are drawn.
pub const ARROWS_MAX: usize = 12;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum What {
    /// By its number among the snapshots.
    Snapshot(usize),
    /// By its number among the happenings.
    Happening(usize),
}

/// Something that can be chosen, and the number of its mark.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stop {
    pub what: What,
    pub mark: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Look {
    /// Taken there.
    Dot,
    /// Taken somewhere within its outline.
    Hollow,
    /// Nothing says when it was taken.
    Apart,
    /// A restore, or something else that did not simply go well.
    Happening(Tone),
}

/// What stands for one stop or several.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mark {
    pub x: u32,
    pub y: u32,
    pub look: Look,
    pub count: usize,
}

/// From a restore back to the snapshot that the machine went back to. Both are marks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Arrow {
    pub from: usize,
    pub to: usize,
    /// A Bézier curve: the beginning, two points that it bends to, and the tip.
    pub curve: [(u32, u32); 4],
}

/// The marks, and which of them belongs to what.
pub(super) struct Drawing {
    pub(super) marks: Vec<Mark>,
    pub(super) of_snapshot: Vec<usize>,
    /// Oldest first: a happening and its mark.
    pub(super) happened: Vec<(usize, usize)>,
}

impl Drawing {
    fn add(&mut self, cluster: &Cluster, y: u32, look: Look) -> usize {
        self.marks.push(Mark { x: cluster.x, y, look, count: cluster.members.len() });
        self.marks.len() - 1
    }

    pub(super) fn add_snapshots(&mut self, cluster: &Cluster, y: u32, look: Look) {
        let mark = self.add(cluster, y, look);
        for member in &cluster.members {
            self.of_snapshot[*member] = mark;
        }
    }

    /// What failed counts most, and then what is not over.
    pub(super) fn add_happenings(&mut self, cluster: &Cluster, y: u32, happenings: &[Happening]) {
        let tones = || cluster.members.iter().filter_map(|at| Some(happenings.get(*at)?.tone()));
        let worst =
            [Tone::Failed, Tone::Running, Tone::Unsure].into_iter().find(|tone| tones().any(|one| one == *tone));
        let mark = self.add(cluster, y, Look::Happening(worst.unwrap_or(Tone::Done)));
        self.happened.extend(cluster.members.iter().map(|member| (*member, mark)));
    }

    /// They end beside their marks, not in them.
    pub(super) fn arrows(&self, snapshots: &[(SnapshotId, Span)], happenings: &[Happening], pitch: u32) -> Vec<Arrow> {
        let room = pitch * 2 / 5;
        let arrow = |(at, from): &(usize, usize)| {
            let source = happenings.get(*at)?.source()?;
            let to = self.of_snapshot[snapshots.iter().position(|(id, _)| id == source)?];
            let (one, other) = (self.marks[*from], self.marks[to]);
            let tip = other.y.saturating_sub(room);
            let start = if other.x < one.x { one.x.saturating_sub(room).max(other.x) } else { one.x };
            let bend = (one.y + tip) / 2;
            Some(Arrow { from: *from, to, curve: [(start, one.y), (other.x, one.y), (other.x, bend), (other.x, tip)] })
        };
        self.happened.iter().rev().filter_map(arrow).take(ARROWS_MAX).collect()
    }

    /// Snapshots in Paperspace's order, and what happened in its own, side by side where their marks are.
    pub(super) fn stops(&self) -> Vec<Stop> {
        let mut happened = self.happened.iter().peekable();
        let mut stops = Vec::new();
        let stop = |(at, mark): &(usize, usize)| Stop { what: What::Happening(*at), mark: *mark };
        for (at, mark) in self.of_snapshot.iter().enumerate().rev() {
            let Mark { x, look, .. } = self.marks[*mark];
            while let Some(before) = happened.next_if(|(_, own)| look != Look::Apart && self.marks[*own].x < x) {
                stops.push(stop(before));
            }
            stops.push(Stop { what: What::Snapshot(at), mark: *mark });
        }
        stops.extend(happened.map(stop));
        stops
    }
}
