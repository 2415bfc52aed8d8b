//! On a phone: targets for a finger, and text of twice the size. What the system asks for: less motion, its own colours.

use serde_json::json;
use thirtyfour::Key;

use crate::browser::engine::Can;
use crate::page::{Page, Role};
use crate::stage::{Scene, Stage, journey};

/// What a finger hits.
const TARGET_PX: f64 = 44.0;

impl Page {
    async fn fits_a_finger(&self, role: Role, name: &str) {
        let target = self.find(role, name).await;
        let rect = target.rect().await.expect("a place");
        assert!(rect.height >= TARGET_PX, "{role:?} “{name}” is {} px high", rect.height);
        // It is hit there, too.
        let script = "const box = arguments[0].getBoundingClientRect();
            const hit = (y) => arguments[0].contains(document.elementFromPoint(box.left + box.width / 2, y));
            return hit(box.top + 2) && hit(box.bottom - 2)";
        let told = self.driver().execute(script, vec![target.to_json().expect("an element")]).await.expect("a script");
        assert_eq!(told.json(), &json!(true), "{role:?} “{name}” is covered");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn targets_on_a_phone_fit_a_finger() {
    journey("fingers", Scene::default(), |stage| async move {
        stage.page.browser.resize(390, 844).await;
        stage.sign_in().await;
        let names = stage.distinct_names();
        stage.page.lists(&stage.names()).await;
        for name in ["Account: Northwind Studio", "Create snapshot", "Refresh", "Export"] {
            stage.page.fits_a_finger(Role::Button, name).await;
        }
        stage.page.bring(&names[3]).await;
        stage.page.fits_a_finger(Role::Link, &names[3]).await;
        stage.page.fits_a_finger(Role::Button, &format!("Actions for {}", names[3])).await;
        stage.page.open_menu(&names[3]).await;
        for name in ["Rename", "Restore", "Copy ID", "Delete"] {
            stage.page.fits_a_finger(Role::MenuItem, name).await;
        }
        stage.page.picture("fingers").await;
    })
    .await;
}

/// At each width with text of twice the size.
async fn fits_twice_the_size(stage: &Stage, screen: &str) {
    stage.page.script("document.documentElement.style.fontSize = '32px'").await;
    for width in [320, 390, 430] {
        stage.page.browser.resize(width, 844).await;
        stage.page.picture(&format!("twice-{screen}-{width}")).await;
        assert_eq!(stage.page.too_wide().await, json!([]), "{screen} at {width} px");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn text_of_twice_the_size_is_read_in_one_direction() {
    journey("twice", Scene::default(), |stage| async move {
        stage.open("/").await;
        stage.page.sees_button("Sign in").await;
        fits_twice_the_size(&stage, "sign-in").await;
        stage.sign_in().await;
        let names = stage.distinct_names();
        stage.page.lists(&stage.names()).await;
        stage.begin_create("a longer name than others").await;
        fits_twice_the_size(&stage, "list").await;
        stage.page.press_button("Account: Northwind Studio").await;
        fits_twice_the_size(&stage, "account").await;
        stage.page.press_button("Account: Northwind Studio").await;
        stage.page.open_menu(&names[3]).await;
        fits_twice_the_size(&stage, "menu").await;
        stage.page.keys(Key::Escape + "").await;
        stage.page.press_button("Create snapshot").await;
        fits_twice_the_size(&stage, "create").await;
        stage.page.press_button("Cancel").await;
        stage.page.open_row(&names[3]).await;
        stage.page.find(Role::Heading, &names[3]).await;
        fits_twice_the_size(&stage, "panel").await;
        stage.page.press_button("Close details").await;
        stage.page.press(Role::Link, "Activity, 1 running").await;
        stage.page.sees_button("Copy details").await;
        fits_twice_the_size(&stage, "activity").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn less_motion_leaves_nothing_half_transparent() {
    journey("less-motion", Scene { needs: &[Can::FollowTheSystem], ..Scene::default() }, |stage| async move {
        stage.page.browser.prefer("prefers-reduced-motion", "reduce").await;
        stage.sign_in().await;
        stage.begin_create("moves").await;
        let running = "return document.getAnimations().filter((one) => one.playState === 'running').length";
        stage.page.eventually("no motion", async || (stage.page.script(running).await == json!(0)).then_some(())).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_colours_of_the_system_keep_the_boxes() {
    journey("system-colours", Scene { needs: &[Can::FollowTheSystem], ..Scene::default() }, |stage| async move {
        stage.page.browser.prefer("forced-colors", "active").await;
        stage.sign_in().await;
        stage.begin_create("boxed").await;
        let edged = "const edged = (text) => [...document.all].filter((one) => one.childElementCount < 4
                && one.textContent.trim().startsWith(text) && getComputedStyle(one).borderTopStyle === 'solid'
                && getComputedStyle(one).borderTopWidth === '1px').length > 0;";
        assert_eq!(stage.page.script(&format!("{edged} return edged('Creating')")).await, json!(true));
        stage.page.browser.offline(true).await;
        stage.page.reads("You are offline.").await;
        assert_eq!(stage.page.script(&format!("{edged} return edged('You are offline.')")).await, json!(true));
        stage.page.picture("system-colours").await;
    })
    .await;
}
