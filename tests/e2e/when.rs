//! When snapshots were taken: what is certain, and no more than that.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sandbox::clock::Clock;
use serde_json::json;

use crate::page::Role;
use crate::stage::{Scene, Stage, TOKEN, journey};

/// The day that many days from now, as the column writes it.
const DAY: &str = "const date = new Date(); date.setDate(date.getDate() + DAYS);
    return new Intl.DateTimeFormat([], { month: 'short', day: 'numeric' }).format(date)";

/// Sets the moment in the dialog. The keys of such a field depend on the language.
async fn set_moment(stage: &Stage, moment: &str) {
    let field = stage.page.find(Role::TextField, "Date and time").await.to_json().expect("an element");
    let script = "const [field, moment] = arguments;
        field.value = moment;
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    stage.page.driver().execute(script, vec![field, json!(moment)]).await.expect("the script runs");
}

impl Stage {
    /// Somebody else takes a snapshot.
    fn take_with_name(&self, name: &str) {
        let (machine_id, _) = self.first_machine();
        self.sandbox.world().add_snapshot("tz4n9q2ksb", &machine_id, name, false).expect("a snapshot");
    }

    /// Lets all machines have been created so many days ago.
    fn machines_are_old(&self, days: u64) {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock that is right");
        let created = since - Duration::from_secs(days * 24 * 60 * 60);
        let mut world = self.sandbox.world();
        let team = world.team_mut("tz4n9q2ksb").expect("the seed's team");
        let ids: Vec<_> = team.machines.iter().map(|one| one.id.clone()).collect();
        for id in ids {
            let created_ms = i64::try_from(created.as_millis()).expect("a date");
            team.machines.update(&id, |one| one.created_ms = created_ms);
        }
    }
}

impl Stage {
    /// What was noted of the visit tells of three days ago.
    async fn visit_was_three_days_ago(&self) {
        let earlier = "const key = Object.keys(localStorage).find((key) => key.startsWith('snapdeck.visits'));
            const visits = JSON.parse(localStorage[key]);
            const was = (at) => at - 3 * 24 * 60 * 60 * 1000;
            visits.looks = visits.looks.map(([first, last, ...rest]) => [was(first), was(last), ...rest]);
            localStorage[key] = JSON.stringify(visits);
            return visits.looks.length";
        assert_eq!(self.page.script(earlier).await, json!(1), "one look for one visit");
    }

    /// Somebody else takes a snapshot, of which the team's events tell.
    async fn take_by_the_api(&self, machine: &str, name: &str) {
        let take = format!(
            "return fetch('/v1/snapshots', {{
                method: 'POST',
                headers: {{ authorization: 'Bearer {TOKEN}', 'content-type': 'application/json' }},
                body: JSON.stringify({{ machineId: '{machine}', name: '{name}' }}),
            }}).then((answer) => answer.status)"
        );
        assert_eq!(self.page.script(&take).await, json!(200));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_took_has_the_moment_of_its_event_where_no_other_can_be_its_own() {
    journey("when-elsewhere", Scene::default(), |stage| async move {
        let early = Clock::real_now_ms() - stage.sandbox.world().clock.now_ms();
        stage.advance_ms(early);
        stage.machines_are_old(200);
        stage.sign_in().await;
        stage.page.lists(&stage.names()).await;
        stage.visit_was_three_days_ago().await;
        // What a schedule takes may have an event as well.
        let machine = {
            let world = stage.sandbox.world();
            let mut machines = world.team_by_id("tz4n9q2ksb").expect("the seed's team").machines.iter();
            machines.find(|one| one.auto_snapshots.is_none()).expect("one without a schedule").id.to_string()
        };
        stage.take_by_the_api(&machine, "taken elsewhere").await;
        stage.advance_ms(60_000);
        stage.page.reload().await;
        let today = stage.page.script(&DAY.replace("DAYS", "0")).await;
        let today = format!("{}, ", today.as_str().expect("a day"));
        stage.page.row_says("taken elsewhere", &today).await;
        // Of two that may be the one or the other nothing is said but that they came since.
        stage.take_by_the_api(&machine, "another").await;
        stage.advance_ms(60_000);
        stage.page.press_button("Refresh").await;
        for name in ["another", "taken elsewhere"] {
            stage.page.row_says(name, " – ").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_here_has_its_moment_and_what_was_there_before_is_no_older_than_its_machine() {
    journey("when-first", Scene::default(), |stage| async move {
        let day = async |days: i32| {
            let day = stage.page.script(&DAY.replace("DAYS", &days.to_string())).await;
            day.as_str().expect("a day").to_owned()
        };
        stage.machines_are_old(5);
        stage.sign_in().await;
        let newest = stage.distinct_names()[0].clone();
        stage.page.row_says(&newest, &day(-5).await).await;
        stage.begin_create("taken here").await;
        stage.advance_ms(60_000);
        stage.page.row_says("taken here", &format!("{}, ", day(0).await)).await;
        stage.page.open_row(&newest).await;
        stage.page.reads("Paperspace gives no date").await;
        stage.page.press_button("Close details").await;
        // All that was there at the first visit was there a minute from now, and nothing of it surely before.
        stage.page.press_unscrolled(Role::Button, "Before…").await;
        stage.page.find(Role::Dialog, "Find the last snapshot before a moment").await;
        set_moment(&stage, "2001-01-01T10:00").await;
        stage.page.press_button("Find").await;
        stage.page.reads("None of the loaded snapshots was certainly taken before then").await;
        set_moment(&stage, "2099-01-01T10:00").await;
        stage.page.press_button("Find").await;
        stage.page.misses(Role::Dialog, "Find the last snapshot before a moment").await;
        stage.page.find(Role::Heading, "taken here").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_between_two_visits_was_taken_between_them_in_every_order_by_age() {
    journey("when-visits", Scene::default(), |stage| async move {
        stage.machines_are_old(200);
        stage.sign_in().await;
        // What a name says would stand in the place of so little.
        let newest = stage.distinct_names().into_iter().find(|name| !name.contains("2026-")).expect("such a name");
        let before =
            |days: i32| format!("return 'before ' + (() => {{ {} }})()", DAY.replace("DAYS", &days.to_string()));
        let text = async |days: i32| stage.page.script(&before(days)).await.as_str().expect("a day").to_owned();
        stage.page.bring(&newest).await;
        // That it was taken before tomorrow says nothing.
        stage.page.reads_no_more(&text(1).await).await;
        stage.visit_was_three_days_ago().await;
        stage.take_by_the_api(&stage.first_machine().0, "taken elsewhere").await;
        stage.advance_ms(60_000);
        stage.page.reload().await;
        for order in ["Newest", "Oldest"] {
            stage.page.select("Sort by", order).await;
            stage.page.row_says("taken elsewhere", " – ").await;
            stage.page.row_says(&newest, &text(-2).await).await;
        }
        // By name nothing follows from the order.
        stage.page.select("Sort by", "Name A to Z").await;
        stage.page.bring(&newest).await;
        stage.page.reads_no_more(&text(-2).await).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_a_name_says_is_drawn_apart_and_gives_way_to_what_is_certain() {
    journey("when-named", Scene::default(), |stage| async move {
        stage.machines_are_old(800);
        let year = stage.page.script("return new Date().getFullYear() - 1").await;
        for name in [
            "nightly YEAR-01-02 03:04",
            "nightly YEAR-01-03",
            "from nowhere 1999-01-01 00:00",
            "YEAR-01-04 and YEAR-01-05",
        ] {
            stage.take_with_name(&name.replace("YEAR", &year.to_string()));
        }
        stage.sign_in().await;
        let row = |name: &str| name.replace("YEAR", &year.to_string());
        stage.page.row_says(&row("nightly YEAR-01-02 03:04"), &format!("Jan 2, {year}, 3:04")).await;
        stage.page.row_says(&row("nightly YEAR-01-02 03:04"), ", by its name").await;
        stage.page.row_says(&row("nightly YEAR-01-03"), &format!("Jan 3, {year}")).await;
        let text = stage.page.text().await;
        assert!(!text.contains("1999,") && !text.contains("Jan 4"), "{text}");
        stage.page.open_row(&row("nightly YEAR-01-03")).await;
        stage.page.reads(&format!("Its name says Jan 3, {year}. Anybody can write that, in any time zone.")).await;
        stage.page.press_button("Close details").await;
        // What is certain stands in its place.
        let own = row("taken here YEAR-01-02 03:04");
        stage.begin_create(&own).await;
        stage.advance_ms(60_000);
        let today = stage.page.script(&DAY.replace("DAYS", "0")).await;
        stage.page.row_says(&own, today.as_str().expect("a day")).await;
    })
    .await;
}
