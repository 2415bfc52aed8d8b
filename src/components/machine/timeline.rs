//! A machine's timeline: a picture, over it what can be chosen, and below it what was chosen.
//!
//! To assistive technology it is a list box with an entry for each snapshot, restore and failure, oldest first: one stop for
//! the tabulator, and arrow keys, Home and End within. The drawing itself says nothing that an entry does not.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::chosen::{self, CHOSEN_STOP};
use super::drawing::{drawing, key, manual};
use super::history::History;
use crate::browser::{clock, dates, frame, page, scroll};
use crate::components::ask_again::ask_again;
use crate::components::heading::keep_focus;
use crate::components::when::told;
use crate::reactive::{Memo, effect, scoped_memo};
use crate::state::machines::Machines;
use crate::ui::button::{Look as ButtonLook, button};
use crate::ui::notice::Blank;
use crate::ui::skeleton::Skeleton;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::text::{errors, words};
use snapdeck_core::timeline::layout::{Frame, Picture, Step, Story, What, picture};

/// The number of a stop, as an attribute.
const STOP: &str = "data-stop";

/// Before it is measured.
const FRAME: Frame = Frame { width: 640, pitch: 28, label: (96, 24) };

/// What was chosen, and by what it is told from the others: its number may change.
type Chosen = RwSignal<Option<String>>;

#[derive(Clone, Copy)]
struct Timeline {
    history: History,
    frame: RwSignal<Frame>,
    picture: Memo<Picture>,
    chosen: Chosen,
    /// The number of the chosen stop.
    at: Memo<Option<usize>>,
}

/// `own` is the snapshot beside which it stands: it is chosen at first, and nothing more is said of it.
pub fn timeline(history: History, own: Option<SnapshotId>) -> AnyView {
    let words = words();
    let is_there = scoped_memo(move |_| history.there.read().is_some());
    let problem = scoped_memo(move |_| history.snapshots.missing());
    let view = move || match (is_there.get(), problem.get()) {
        (true, _) => shown(history, own.clone()),
        (false, Some(problem)) => {
            let text = errors::describe(&problem);
            let again = ask_again(history.snapshots.question(), false);
            view! { <Blank title=words.machine().timeline_failed text failure=true>{again}</Blank> }.into_any()
        }
        (false, None) if own.is_some() => ().into_any(),
        (false, None) => view! { <Skeleton label=words.snapshots().loading /> }.into_any(),
    };
    view.into_any()
}

fn shown(history: History, own: Option<SnapshotId>) -> AnyView {
    let frame = RwSignal::new(FRAME);
    let machines = Machines::expect();
    let created = scoped_memo(move |_| machines.get(&history.machine_id.read_value())?.dt_created);
    let laid_out = scoped_memo(move |_| {
        let there = history.there.read();
        let spans = history.spans.read();
        let ids = there.iter().flatten().map(|snapshot| snapshot.id.clone());
        let snapshots: Vec<_> = ids.zip(spans.iter().copied()).collect();
        let happenings = history.happenings.read();
        let (created, now) = (created.get(), clock::now());
        let story = Story { snapshots: &snapshots, happenings: &happenings, created, now };
        picture(&story, &frame.read(), dates::start_of)
    });
    let chosen: Chosen = RwSignal::new(own.as_ref().map(ToString::to_string));
    let is_alone = own.is_some();
    let at = scoped_memo(move |_| {
        let picture = laid_out.read();
        let is_chosen = |what: What| chosen.read().as_ref().is_some_and(|chosen| key_of(history, what) == *chosen);
        let found = picture.stops.iter().position(|stop| is_chosen(stop.what));
        let newest = || picture.stops.iter().rposition(|stop| matches!(stop.what, What::Snapshot(_)));
        // What was chosen and is gone gives its place to nothing else.
        let is_open = !is_alone && chosen.read().is_none();
        found.or_else(|| newest().or(picture.stops.len().checked_sub(1)).filter(|_| is_open))
    });
    let timeline = Timeline { history, frame, picture: laid_out, chosen, at };
    let is_empty = scoped_memo(move |_| laid_out.read().stops.is_empty() && laid_out.read().axis.is_none());
    let has_none = scoped_memo(move |_| history.there.read().as_ref().is_some_and(Vec::is_empty));
    let canvas = move || (!is_empty.get()).then(|| timeline.canvas());
    let empty = move || has_none.get().then(|| view! { <p class="quiet">{words().machine().empty}</p> }.into_any());
    let details = move || timeline.details(own.as_ref());
    view! {
        <div class="timeline">
            {canvas}
            {empty}
            {details}
        </div>
    }
    .into_any()
}

/// What tells a stop from the others.
fn key_of(history: History, what: What) -> String {
    match what {
        What::Snapshot(at) => {
            history.there.read().as_ref().and_then(|there| Some(there.get(at)?.id.to_string())).unwrap_or_default()
        }
        What::Happening(at) => history.happenings.read().get(at).map(|one| one.key().to_owned()).unwrap_or_default(),
    }
}

impl Timeline {
    /// The picture with its labels and its stops, as wide as there is room.
    fn canvas(self) -> AnyView {
        let (around, probe) = (NodeRef::<html::Div>::new(), NodeRef::<html::Span>::new());
        let measure = move || {
            let element = |node: NodeRef<html::Div>| node.try_get_untracked().flatten();
            let probed = probe.try_get_untracked().flatten();
            let Some((around, probe)) = element(around).zip(probed) else { return };
            let ((width, _), (label, pitch)) = (scroll::size(&around), scroll::size(&probe));
            let frame = Frame { width, pitch: pitch.max(1), label: (label, label / 4) };
            if width > 0 && *self.frame.read_untracked() != frame {
                self.frame.set(frame);
            }
        };
        effect(move |_| {
            if around.get().is_some() {
                measure();
            }
        });
        scroll::moved(measure);
        let name = move || (words().machine().timeline)(&self.history.name());
        let drawn = move || {
            let picture = self.picture.read();
            let manual = manual(&picture, self.history.there.read().as_deref());
            let stops = self.picture;
            let mark = move || self.at.get().and_then(|at| stops.read().stops.get(at).map(|stop| stop.mark));
            let pitch = self.frame.read_untracked().pitch;
            view! { {drawing(&picture, &manual, pitch, Signal::derive(mark))}{self.labels(&picture)} }.into_any()
        };
        let pressed = move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowLeft" | "ArrowUp" => Step::Older,
                "ArrowRight" | "ArrowDown" => Step::Newer,
                "Home" => Step::Oldest,
                "End" => Step::Newest,
                _ => return,
            };
            if !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
                event.prevent_default();
                self.step(step, true);
            }
        };
        let clicked = move |event: MouseEvent| {
            let stop = page::attribute_around(event.target(), STOP).and_then(|stop| stop.parse::<usize>().ok());
            let picture = self.picture.read_untracked();
            let mark = stop.and_then(|stop| Some(picture.stops.get(stop)?.mark));
            let at = self.at.get_untracked().unwrap_or(usize::MAX);
            if let Some(to) = mark.and_then(|mark| picture.press(mark, at)) {
                drop(picture);
                self.choose(to, true);
            }
        };
        let height = move || scroll::px(f64::from(self.picture.read().height));
        let legend = move || key(&self.picture.read());
        view! {
            <div class="timeline-canvas" node_ref=around style:height=height>
                <span class="timeline-probe" aria-hidden={"true"} node_ref=probe></span>
                {drawn}
                <div
                    class="timeline-stops"
                    role="listbox"
                    aria-orientation="horizontal"
                    aria-label=name
                    on:keydown=pressed
                    on:click=clicked
                >
                    {move || self.stops()}
                </div>
            </div>
            {legend}
        }
        .into_any()
    }

    fn labels(self, picture: &Picture) -> AnyView {
        let words = words().machine();
        let label = |x: u32, y: u32, place: &'static str, text: String| {
            let (left, top) = (scroll::px(f64::from(x)), scroll::px(f64::from(y)));
            view! { <span class="timeline-label" data-place=place style:left=left style:top=top>{text}</span> }
                .into_any()
        };
        let axis = picture.axis.as_ref();
        let ticks = axis.into_iter().flat_map(|axis| axis.ticks.iter().map(move |tick| (axis.y, tick)));
        let ticks = ticks.map(|(y, tick)| label(tick.x, y, "middle", dates::tick(tick.at, tick.unit)));
        let created = axis.and_then(|axis| Some((axis, axis.created?)));
        let created = created.map(|(axis, _)| label(0, axis.y, "start", words.created.to_owned()));
        let now = axis.map(|axis| label(picture.width, axis.y, "end", words.now.to_owned()));
        let apart = picture.apart_y.map(|y| label(0, y, "start", words.apart.to_owned()));
        view! { <div aria-hidden={"true"}>{created}{ticks.collect_view()}{now}{apart}</div> }.into_any()
    }

    fn stops(self) -> AnyView {
        let picture = self.picture.read();
        let stop = |(at, stop): (usize, &snapdeck_core::timeline::layout::Stop)| {
            let mark = picture.marks.get(stop.mark)?;
            let (left, top) = (scroll::px(f64::from(mark.x)), scroll::px(f64::from(mark.y)));
            let is_chosen = move || self.at.get() == Some(at);
            // Without a chosen one, the newest is where the tabulator leads.
            let last = picture.stops.len() - 1;
            let is_stop = move || self.at.get().unwrap_or(last) == at;
            Some(
                view! {
                    <div
                        class="timeline-stop"
                        role="option"
                        data-stop=at
                        tabindex=move || if is_stop() { "0" } else { "-1" }
                        aria-selected=move || is_chosen().to_string()
                        aria-label=self.label(stop.what)
                        style:left=left
                        style:top=top
                    ></div>
                }
                .into_any(),
            )
        };
        keep_focus(CHOSEN_STOP.to_owned());
        picture.stops.iter().enumerate().filter_map(stop).collect_view().into_any()
    }

    fn label(self, what: What) -> String {
        match what {
            What::Snapshot(at) => {
                let there = self.history.there.read();
                let snapshot = there.as_ref().and_then(|there| there.get(at));
                let when = self.history.spans.read().get(at).copied().and_then(told);
                snapshot
                    .map(|one| (words().machine().snapshot)(&one.name, when.as_deref(), one.kind()))
                    .unwrap_or_default()
            }
            What::Happening(at) => self.history.happenings.read().get(at).map(chosen::line).unwrap_or_default(),
        }
    }

    fn step(self, step: Step, takes_focus: bool) {
        let picture = self.picture.read_untracked();
        let at = self.at.get_untracked().unwrap_or(picture.stops.len());
        let to = picture.step(at, step);
        drop(picture);
        self.choose(to, takes_focus);
    }

    fn choose(self, at: usize, takes_focus: bool) {
        let what = self.picture.read_untracked().stops.get(at).map(|stop| stop.what);
        let Some(what) = what else { return };
        self.chosen.set(Some(untrack(|| key_of(self.history, what))));
        if takes_focus {
            frame::next(move || page::focus_first(CHOSEN_STOP, false));
        }
    }

    /// Says nothing of the snapshot beside which the timeline stands.
    fn details(self, own: Option<&SnapshotId>) -> Option<AnyView> {
        let own = own.map(ToString::to_string);
        let is_small = own.is_some();
        let is_gone = scoped_memo(move |_| !is_small && self.at.get().is_none() && self.chosen.read().is_some());
        let gone = move || {
            is_gone.get().then(|| view! { <p class="quiet">{words().snapshots().panel_gone_title}</p> }.into_any())
        };
        let is_shown = scoped_memo(move |_| self.at.get().is_some() && (own.is_none() || *self.chosen.read() != own));
        let what = move || {
            let at = self.at.get()?;
            let picture = self.picture.read();
            let history = self.history;
            match picture.stops.get(at)?.what {
                What::Snapshot(number) => {
                    let snapshot = history.there.read().as_ref()?.get(number)?.clone();
                    let span = history.spans.read().get(number).copied().unwrap_or_default();
                    Some(chosen::snapshot(snapshot, span, picture.rank(at), is_small))
                }
                What::Happening(number) => Some(chosen::happening(history.happenings.read().get(number)?.clone())),
            }
        };
        let steps = move || {
            let words = words().machine();
            let look = if is_small { ButtonLook::Small } else { ButtonLook::Plain };
            view! {
                <div class="chosen-steps">
                    {button(words.older, look, move || self.step(Step::Older, false))}
                    {button(words.newer, look, move || self.step(Step::Newer, false))}
                </div>
            }
        };
        let view = move || {
            is_shown.get().then(|| {
                view! {
                    <div class="chosen">
                        <div class="chosen-main">{what}</div>
                        {(!is_small).then(steps)}
                    </div>
                }
            })
        };
        Some(view! { {gone}{view} }.into_any())
    }
}
