//! What happens to the team's snapshots: one list by day, of what was started in this browser and of everything else.

mod elsewhere;
mod entry;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dates;
use crate::components::heading::Heading;
use crate::reactive::{Memo, memo};
use crate::services::notify;
use crate::state::operations::Operations;
use crate::state::toasts::{Toasts, Tone};
use crate::ui::field::TickBox;
use crate::ui::keyed::{Entry, Keyed};
use crate::ui::notice::{Banner, Blank};
use crate::ui::skeleton::Skeleton;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::feed::{Part, Work};
use snapdeck_core::operations::operation::Undo;
use snapdeck_core::operations::tracker::Tracker;
use snapdeck_core::text::{self, words};
use snapdeck_core::timeline::axis::Unit;

/// What of the feed is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Filter {
    All,
    Only(Part),
    Elsewhere,
}

impl Filter {
    const ALL: [Self; 6] = [
        Self::All,
        Self::Only(Part::Running),
        Self::Only(Part::Unsure),
        Self::Only(Part::Failed),
        Self::Only(Part::Finished),
        Self::Elsewhere,
    ];

    fn has(self, work: &Work) -> bool {
        match self {
            Self::All => true,
            Self::Only(part) => work.part() == part,
            Self::Elsewhere => matches!(work, Work::Elsewhere(_)),
        }
    }

    fn title(self) -> &'static str {
        let words = words().activity();
        match self {
            Self::All => words.show_all,
            Self::Only(Part::Running) => words.running,
            Self::Only(Part::Unsure) => words.unsure,
            Self::Only(Part::Failed) => words.failed,
            Self::Only(Part::Finished) => words.finished,
            Self::Elsewhere => words.elsewhere,
        }
    }
}

/// The beginning of a day by the person's calendar; none of what has no date.
type Day = Option<Timestamp>;

type Feed = Memo<Vec<(Day, Work)>>;

/// What the first part of the program calls (`components/later.rs`).
#[inline(never)]
pub fn later() -> AnyView {
    view! { <ActivityPage /> }.into_any()
}

#[component]
fn ActivityPage() -> impl IntoView {
    let words = words().activity();
    let operations = Operations::expect();
    let day_of = |work: &Work| work.at().map(|at| dates::start_of(at, Unit::Day));
    let all: Feed =
        memo(move |_| operations.with(Tracker::feed).into_iter().map(|work| (day_of(&work), work)).collect::<Vec<_>>());
    let filter = RwSignal::new(Filter::All);
    let shown: Feed =
        memo(move |_| all.read().iter().filter(|(_, work)| filter.get().has(work)).cloned().collect::<Vec<_>>());
    let is_empty = memo(move |_| all.read().is_empty());
    let days = memo(move |_| {
        let mut days: Vec<Day> = shown.read().iter().map(|(day, _)| *day).collect();
        days.dedup();
        days
    });
    let day = move |day: Day| Entry::new(format!("{day:?}"), move || view! { <DayOf day shown /> }.into_any());
    let entries = Callback::new(move |()| days.get().into_iter().map(day).collect());
    let nothing = move || shown.read().is_empty().then(|| view! { <p class="quiet">{words.none}</p> }.into_any());
    let told_at = memo(move |_| operations.with(|tracker| tracker.team().told_at()));
    let is_unread = memo(move |_| operations.with(Tracker::is_team_unread));
    let unread = move || {
        let text = || (words.unread)(told_at.get().map(dates::recent).as_deref());
        is_unread.get().then(|| view! { <Banner text=text() /> }.into_any())
    };
    let is_told = memo(move |_| told_at.read().is_some());
    let content = move || match (is_empty.get(), is_told.get(), is_unread.get()) {
        (false, ..) => view! { <Chips all filter />{nothing}<Keyed entries /> }.into_any(),
        (true, true, _) => view! { <Blank title=words.empty_title text=words.empty.to_owned() /> }.into_any(),
        (true, false, false) => view! { <Skeleton label=words.loading /> }.into_any(),
        (true, false, true) => ().into_any(),
    };
    view! {
        <main class="page" id="content">
            <div class="page-head"><Heading text=words.title.to_owned() /></div>
            {unread}
            {content}
            <NotifyChoice />
        </main>
    }
}

/// The filters, with how many each shows. One that would show nothing is not offered.
#[component]
fn Chips(all: Feed, filter: RwSignal<Filter>) -> impl IntoView {
    let words = words().activity();
    let chip = move |own: Filter| {
        let count = memo(move |_| all.read().iter().filter(|(_, work)| own.has(work)).count());
        let is_chosen = move || filter.get() == own;
        let is_hidden = move || count.get() == 0 && own != Filter::All && !is_chosen();
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || is_chosen().to_string()
                hidden=is_hidden
                on:click=move |_| filter.set(own)
            >
                {move || (words.chip)(own.title(), count.get())}
            </button>
        }
        .into_any()
    };
    view! { <div class="chips" role="group" aria-label=words.show>{Filter::ALL.map(chip).into_iter().collect_view()}</div> }
}

#[component]
fn DayOf(day: Day, shown: Feed) -> impl IntoView {
    let words = words().activity();
    let title = match day.map(|day| (day, dates::days_ago(day))) {
        None => words.undated.to_owned(),
        Some((_, 0)) => words.today.to_owned(),
        Some((_, 1)) => words.yesterday.to_owned(),
        Some((day, _)) => dates::day(day),
    };
    let entries = Callback::new(move |()| {
        let of_day = |(its, work): &(Day, Work)| (*its == day).then(|| entry_of(work.clone()));
        shown.read().iter().filter_map(of_day).collect()
    });
    view! {
        <div class="activity-section">
            <h2 class="section-title">{title}</h2>
            <ul class="activity-list">
                <Keyed entries />
            </ul>
        </div>
    }
}

/// The key changes with all that the entry shows, so that it is redrawn.
fn entry_of(work: Work) -> Entry {
    let operation = match work {
        Work::Elsewhere(event) => {
            let (status, took) = (text::operations::foreign(&event), event.finished);
            let key = format!("{} {status} {took:?}", event.event_id.as_str());
            return Entry::new(key, move || elsewhere::entry(event));
        }
        Work::Own(operation) => operation,
    };
    let undo = match &operation.undo {
        Undo::No => "",
        Undo::Looking { .. } => "looking",
        Undo::Missing => "missing",
        Undo::Several => "several",
        Undo::Found { id, .. } => id.as_str(),
    };
    let (status, candidates) = (text::operations::status(&operation), operation.candidates.len());
    let key = format!("{} {status} {undo} {candidates}", operation.id.as_str());
    Entry::new(key, move || view! { <entry::Entry operation /> }.into_any())
}

/// The choice of system notifications. The browser asks for permission only once it is ticked.
#[component]
fn NotifyChoice() -> impl IntoView {
    let words = words().activity();
    let toasts = Toasts::expect();
    let wanted = RwSignal::new(notify::is_wanted());
    let choose = move |now| {
        spawn_local(async move {
            if notify::choose(now).await != now {
                toasts.show(Tone::Failure, words.notify_refused);
                wanted.try_set(false);
            }
        });
    };
    view! {
        <div class="activity-section">
            <TickBox id="notify" label=words.notify checked=wanted on_change=Callback::new(choose) />
        </div>
    }
}
