//! Draws the picture that the core laid out. Decoration: what can be chosen, and read out, lies over it.

use leptos::prelude::*;

use snapdeck_core::model::snapshot::{Kind, Snapshot};
use snapdeck_core::text::words;
use snapdeck_core::timeline::happenings::Tone;
use snapdeck_core::timeline::layout::{Arrow, Look, Mark, Picture, Scale, What};

/// Drawn in a box of 16 by 16.
const BACK: &str = "M4.2 6.3h5a2.9 2.9 0 0 1 0 5.800H6.500M6.400 3.800 3.900 6.300l2.500 2.500";
const CROSS: &str = "m5.200 5.200 5.600 5.600M10.800 5.200l-5.600 5.600";
const OPEN: &str = "M4.500 8h.01M8 8h.01M11.500 8h.01";

/// Of marks that hold a snapshot taken by a person.
pub(super) type Manual = Vec<bool>;

/// Which marks those are; `there` are the machine's snapshots.
pub(super) fn manual(picture: &Picture, there: Option<&[Snapshot]>) -> Manual {
    let mut manual = vec![false; picture.marks.len()];
    for stop in &picture.stops {
        if let What::Snapshot(at) = stop.what {
            let snapshot = there.and_then(|there| there.get(at));
            manual[stop.mark] |= snapshot.is_some_and(|one| one.kind() == Kind::Manual);
        }
    }
    manual
}

pub(super) fn drawing(picture: &Picture, manual: &Manual, pitch: u32, chosen: Signal<Option<usize>>) -> AnyView {
    let Picture { width, height, marks, .. } = picture;
    let view_box = format!("0 0 {width} {height}");
    let lines = picture.axis.as_ref().map(|axis| scale(axis, *width));
    let outlines = picture.outlines.iter().map(|one| {
        let open = one.is_open.then_some("open");
        let apart = one.is_apart.then_some("apart");
        view! {
            <rect
                class="timeline-outline"
                data-look=open.or(apart)
                x=one.x
                y=one.y
                width=one.width
                height=one.height
                rx={one.height / 2}
            />
        }
        .into_any()
    });
    let ends: Vec<(usize, usize)> = picture.arrows.iter().map(|one| (one.from, one.to)).collect();
    let arrows = picture.arrows.iter().zip(ends).map(|(one, (from, to))| {
        let is_chosen = move || chosen.get().filter(|mark| [from, to].contains(mark)).map(|_| "true");
        view! {
            <g class="timeline-arrow" data-chosen=is_chosen>
                <path d=curve(one) />
                <path d=head(one, pitch) />
            </g>
        }
        .into_any()
    });
    let shapes = marks.iter().enumerate().map(|(at, one)| {
        let is_manual = manual.get(at).copied().unwrap_or_default();
        mark(one, is_manual, pitch)
    });
    let places: Vec<(u32, u32)> = marks.iter().map(|one| (one.x, one.y)).collect();
    let ring = move || {
        let (x, y) = chosen.get().and_then(|mark| places.get(mark).copied())?;
        Some(view! { <circle class="timeline-ring" cx=x cy=y r={pitch * 3 / 7} /> }.into_any())
    };
    view! {
        <svg class="timeline-drawing" viewBox=view_box width=*width height=*height aria-hidden="true">
            {lines}
            {outlines.collect_view()}
            {arrows.collect_view()}
            {ring}
            {shapes.collect_view()}
        </svg>
    }
    .into_any()
}

fn scale(axis: &Scale, width: u32) -> AnyView {
    let Scale { y, left, now, created, knee, .. } = *axis;
    let minor =
        axis.minor.iter().map(|x| view! { <path class="timeline-minor" d=format!("M{x} {}v4", y - 4) /> }.into_any());
    let ticks = axis
        .ticks
        .iter()
        .map(|tick| view! { <path class="timeline-line" d=format!("M{} {y}v5", tick.x) /> }.into_any());
    let start = created.map(|x| view! { <path class="timeline-line" d=format!("M{x} {}v12", y - 6) /> }.into_any());
    let broken = knee.map(|x| {
        let (one, other) = (x - 5, x + 1);
        let top = y - 5;
        view! {
            <path class="timeline-gap" d=format!("M{one} {y}h8") />
            <path class="timeline-line" d=format!("M{one} {}l4-10M{other} {}l4-10", top + 10, top + 10) />
        }
        .into_any()
    });
    let end = width.min(now);
    view! {
        <path class="timeline-now" d=format!("M{now} 0V{}", y + 5) />
        <path class="timeline-line" d=format!("M{left} {y}H{end}") />
        {start}
        {minor.collect_view()}
        {ticks.collect_view()}
        {broken}
    }
    .into_any()
}

fn curve(arrow: &Arrow) -> String {
    let [(x, y), (bx, by), (cx, cy), (tx, ty)] = arrow.curve;
    format!("M{x} {y}C{bx} {by} {cx} {cy} {tx} {ty}")
}

fn head(arrow: &Arrow, pitch: u32) -> String {
    let ((x, y), size) = (arrow.curve[3], pitch / 6);
    format!("M{} {}L{x} {y}L{} {}", x.saturating_sub(size), y.saturating_sub(size), x + size, y.saturating_sub(size))
}

fn mark(one: &Mark, is_manual: bool, pitch: u32) -> AnyView {
    let Mark { x, y, look, count } = *one;
    if let Look::Happening(tone) = look {
        return happening(x, y, tone, count, pitch);
    }
    let name = if look == Look::Dot { "dot" } else { "hollow" };
    let kind = is_manual.then_some("manual");
    let many = (count > 1).then(|| {
        view! { <text class="timeline-count" data-look=name data-kind=kind x=x y=y>{count}</text> }.into_any()
    });
    let radius = if count > 1 { pitch * 5 / 14 } else { pitch * 3 / 14 };
    view! {
        <circle class="timeline-mark" data-look=name data-kind=kind cx=x cy=y r=radius />
        {many}
    }
    .into_any()
}

fn happening(x: u32, y: u32, tone: Tone, count: usize, pitch: u32) -> AnyView {
    let (name, glyph) = match tone {
        Tone::Done => ("done", BACK),
        Tone::Failed => ("failed", CROSS),
        Tone::Running => ("running", OPEN),
        Tone::Unsure => ("unsure", OPEN),
    };
    let size = pitch * 5 / 7;
    // Of several, how many.
    let sign = match count {
        2.. => view! { <text class="timeline-count" data-look="hollow" x={8} y={8}>{count}</text> }.into_any(),
        _ => view! { <path d=glyph /> }.into_any(),
    };
    view! {
        <svg class="timeline-happening" data-tone=name x={x.saturating_sub(size / 2)} y={y.saturating_sub(size / 2)}
            width=size height=size viewBox="0 0 16 16">
            <circle cx={8} cy={8} r={7} />
            {sign}
        </svg>
    }
    .into_any()
}

/// What the marks mean: of those that the picture has.
pub(super) fn key(picture: &Picture) -> AnyView {
    let words = words().machine();
    let has = |look: Look| picture.marks.iter().any(|mark| mark.look == look);
    let entries = [
        (has(Look::Dot), Look::Dot, words.key_dot),
        (has(Look::Hollow), Look::Hollow, words.key_hollow),
        (has(Look::Happening(Tone::Done)), Look::Happening(Tone::Done), words.key_restore),
        (has(Look::Happening(Tone::Failed)), Look::Happening(Tone::Failed), words.key_failed),
    ];
    let entry = |(_, look, text): (bool, Look, &'static str)| {
        let sample = mark(&Mark { x: 8, y: 8, look, count: 1 }, true, 22);
        view! {
            <li>
                <svg viewBox="0 0 16 16" aria-hidden="true" width={16} height={16}>{sample}</svg>
                {text}
            </li>
        }
        .into_any()
    };
    let entries = entries.into_iter().filter(|(is_there, ..)| *is_there).map(entry).collect_view();
    view! { <ul class="timeline-key">{entries}</ul> }.into_any()
}
