//! Lays a machine's story out as a picture. Lengths are in pixels, from the top left corner.

use super::axis::{Axis, Tick, Unit, ticks};
use super::happenings::Happening;
use super::lanes::{Stretch, clusters, stretches};
use super::marks::Drawing;
pub use super::marks::{ARROWS_MAX, Arrow, Look, Mark, Stop, What};
use crate::list::dates::Span;
use crate::model::ids::SnapshotId;
use crate::model::time::Timestamp;

/// What is known of a machine.
#[derive(Clone, Copy, Debug)]
pub struct Story<'a> {
    /// Newest first, as Paperspace sorts them.
    pub snapshots: &'a [(SnapshotId, Span)],
    /// Newest first.
    pub happenings: &'a [Happening],
    pub created: Option<Timestamp>,
    pub now: Timestamp,
}

/// What there is room for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Frame {
    pub width: u32,
    /// The least distance between two marks: what a pointer or a finger hits.
    pub pitch: u32,
    /// The size of a date below the axis.
    pub label: (u32, u32),
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub axis: Option<Scale>,
    /// All that can be chosen, oldest first.
    pub stops: Vec<Stop>,
    pub marks: Vec<Mark>,
    pub outlines: Vec<Outline>,
    pub arrows: Vec<Arrow>,
    /// Where the heading of the snapshots stands of which nothing is known.
    pub apart_y: Option<u32>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Scale {
    pub y: u32,
    pub left: u32,
    pub now: u32,
    pub created: Option<u32>,
    /// Where the scale changes.
    pub knee: Option<u32>,
    pub ticks: Vec<Tick>,
    /// What went well and has no mark.
    pub minor: Vec<u32>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Outline {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    /// Nothing says when it begins.
    pub is_open: bool,
    /// It has no place in time.
    pub is_apart: bool,
}

/// Which key was pressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    Older,
    Newer,
    Oldest,
    Newest,
}

impl Picture {
    /// The stop that a key leads to.
    pub fn step(&self, at: usize, step: Step) -> usize {
        let last = self.stops.len().saturating_sub(1);
        match step {
            Step::Older => at.saturating_sub(1),
            Step::Newer => (at + 1).min(last),
            Step::Oldest => 0,
            Step::Newest => last,
        }
    }

    /// The stop that pressing a mark leads to: its newest, then, one by one, those before.
    pub fn press(&self, mark: usize, at: usize) -> Option<usize> {
        let of_mark = |stop: &usize| self.stops.get(*stop).is_some_and(|stop| stop.mark == mark);
        let before = (0..at.min(self.stops.len())).rev().find(of_mark).filter(|_| of_mark(&at));
        before.or_else(|| (0..self.stops.len()).rev().find(of_mark))
    }

    /// Which of the stops that share its mark this is, from 1, and how many there are.
    pub fn rank(&self, at: usize) -> (usize, usize) {
        let Some(own) = self.stops.get(at) else { return (0, 0) };
        let is_own = |stop: &&Stop| stop.mark == own.mark;
        (self.stops[..=at].iter().filter(is_own).count(), self.stops.iter().filter(is_own).count())
    }
}

/// What is certain of where a snapshot stands.
enum Place {
    At(u32),
    Within(u32, u32, bool),
    Apart,
}

/// Lays it out. `start_of` divides the user's own calendar ([`ticks`]).
pub fn picture(story: &Story<'_>, frame: &Frame, start_of: impl Fn(Timestamp, Unit) -> Timestamp) -> Picture {
    let Frame { width, pitch, label } = *frame;
    let axis = axis_of(story, frame);
    let place = |span: &Span| match (span.short(), &axis) {
        (_, None) => Place::Apart,
        (Some(at), Some(axis)) => Place::At(axis.place(at)),
        _ if !span.is_known() => Place::Apart,
        (None, Some(axis)) => {
            // Clocks differ: a machine that seems to be younger than its snapshot says nothing.
            let created = story.created.filter(|created| *created <= span.to.unwrap_or(story.now));
            let from = span.from.max(created);
            let left = from.map_or(0, |from| axis.place(from));
            Place::Within(left, axis.place(span.to.unwrap_or(story.now)).max(left), from.is_none())
        }
    };
    let places: Vec<Place> = story.snapshots.iter().map(|(_, span)| place(span)).collect();
    let oldest_first = || places.iter().enumerate().rev();
    let mut dots: Vec<(u32, usize)> =
        oldest_first().filter_map(|(at, one)| if let Place::At(x) = one { Some((*x, at)) } else { None }).collect();
    dots.sort_by_key(|(x, _)| *x);
    let dots = clusters(dots, pitch);
    let spans = oldest_first().filter_map(|(at, one)| match one {
        Place::Within(from, to, is_open) => Some((at, *from, *to, *is_open)),
        _ => None,
    });
    let outlines = stretches(spans, &dots, pitch, width);
    let marked = story.happenings.iter().enumerate().rev().filter(|(_, one)| one.is_marked());
    let marked = clusters(marked.filter_map(|(at, one)| Some((axis?.place(one.at?), at))), pitch);

    let mut drawing = Drawing { marks: Vec::new(), of_snapshot: vec![0; places.len()], happened: Vec::new() };
    let has_arrows = story.happenings.iter().any(|one| one.source().is_some());
    let top = if marked.is_empty() { 0 } else { pitch + if has_arrows { pitch / 2 } else { 0 } };
    let middle = |lane: usize| top + u32::try_from(lane).unwrap_or(0) * pitch + pitch / 2;
    for cluster in &marked {
        drawing.add_happenings(cluster, pitch / 2, story.happenings);
    }
    for cluster in &dots {
        drawing.add_snapshots(cluster, middle(0), Look::Dot);
    }
    for stretch in &outlines {
        for cluster in &stretch.marks(pitch) {
            drawing.add_snapshots(cluster, middle(stretch.lane), Look::Hollow);
        }
    }
    let outline = |one: &Stretch| Outline {
        x: one.from,
        y: middle(one.lane) - pitch / 2 + 2,
        width: one.to - one.from,
        height: pitch - 4,
        is_open: one.is_open,
        is_apart: false,
    };
    let mut outlines_drawn: Vec<Outline> = outlines.iter().map(outline).collect();
    let lanes = outlines.iter().map(|one| one.lane + 1).max().unwrap_or(1);
    let axis_y = middle(lanes - 1) + pitch / 2 + 2;
    let mut height = if axis.is_some() { axis_y + label.1 } else { 0 };

    // What has no place in time stands below the axis.
    let apart: Vec<usize> = oldest_first().filter(|(_, one)| matches!(one, Place::Apart)).map(|(at, _)| at).collect();
    let apart_y = (!apart.is_empty()).then_some(height);
    if !apart.is_empty() {
        let strip = Stretch { from: 0, to: width, is_open: false, members: apart, lane: 0 };
        let y = height + label.1;
        for cluster in &strip.marks(pitch) {
            drawing.add_snapshots(cluster, y + pitch / 2, Look::Apart);
        }
        let is_apart = true;
        outlines_drawn.push(Outline { x: 0, y: y + 2, width, height: pitch - 4, is_open: false, is_apart });
        height = y + pitch;
    }
    let arrows = drawing.arrows(story.snapshots, story.happenings, pitch);
    let scale = axis.map(|axis| Scale {
        y: axis_y,
        left: story.created.map_or(0, |at| axis.place(at)),
        now: axis.place(story.now),
        created: story.created.map(|at| axis.place(at)),
        knee: axis.knee(),
        ticks: ticks(&axis, label.0, start_of),
        minor: story
            .happenings
            .iter()
            .filter(|one| !one.is_marked())
            .filter_map(|one| Some(axis.place(one.at?)))
            .collect(),
    });
    let stops = drawing.stops();
    Picture { width, height, axis: scale, stops, marks: drawing.marks, outlines: outlines_drawn, arrows, apart_y }
}

/// None where nothing has a place in time.
fn axis_of(story: &Story<'_>, frame: &Frame) -> Option<Axis> {
    let of_spans = story.snapshots.iter().flat_map(|(_, span)| [span.from, span.to]).flatten();
    let of_happenings = story.happenings.iter().filter_map(|one| one.at);
    let known = of_spans.chain(of_happenings).min();
    let first = known.or(story.created)?.min(story.now);
    let from = story.created.unwrap_or(Timestamp(first.0 - (story.now.0 - first.0) / 16)).min(first);
    let is_early_used = story.snapshots.iter().any(|(_, span)| span.is_known() && span.from.is_none());
    let inset = frame.pitch / 2;
    let ends = (inset, frame.width.saturating_sub(inset));
    Some(Axis::new(from, known.map_or(from, |known| known.min(story.now)), story.now, is_early_used, ends))
}
