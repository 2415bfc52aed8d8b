//! What a person can find, do and see on a page. Of the journeys only this file and `rows.rs` know selectors: they propose
//! candidates, and the browser's own computed role and name decide.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{TypingData, WebDriver, WebElement};

use crate::browser::Browser;

/// How long something may take until it can be seen. Two polls of the dashboard and a slow machine fit.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(40);

/// The visible elements that may have a role and a name; the browser decides afterwards.
const CANDIDATES: &str = r#"
    const [selector, name] = arguments;
    const squeeze = (text) => (text || "").replace(/\s+/g, " ").trim();
    const shown = (node) => node.nodeType === Node.TEXT_NODE ? node.data
        : node.ariaHidden === "true" ? "" : [...node.childNodes].map(shown).join("");
    const named = (element) => {
        if (!element.getClientRects().length) return false;
        const labels = [...(element.labels || [])].map((label) => label.textContent);
        const ids = (element.getAttribute("aria-labelledby") || "").split(" ");
        const by = ids.map((id) => id && document.getElementById(id)?.textContent).join(" ");
        return [element.getAttribute("aria-label"), shown(element), ...labels, by].some((text) => squeeze(text) === name);
    };
    // Behind a modal dialog nothing can be reached; not each engine takes its role away.
    const modal = [...document.querySelectorAll("dialog:modal")];
    const reached = (element) => !modal.length || modal.some((dialog) => dialog.contains(element));
    return [...document.querySelectorAll(selector)].filter(reached).filter(named);
"#;

/// What of the page is wider than the window.
const TOO_WIDE: &str = "const width = document.documentElement.clientWidth;
    const clipped = (element) => element && (getComputedStyle(element).overflow !== 'visible' || clipped(element.parentElement));
    const sideways = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    const wide = [...document.querySelectorAll('body *')]
        .filter((element) => element.getClientRects().length && element.getBoundingClientRect().right > width + 1)
        .filter((element) => !clipped(element.parentElement) && !element.closest('thead'))
        .map((element) => element.outerHTML.slice(0, 120)).slice(0, 3);
    return [...sideways, ...wide]";

/// What something is to assistive technology.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    Alert,
    Button,
    Checkbox,
    Combobox,
    Dialog,
    Heading,
    Link,
    MenuItem,
    Option,
    Select,
    Table,
    TextField,
}

impl Role {
    fn selector(self) -> &'static str {
        match self {
            Self::Alert => "[role=alert]",
            Self::Button => "button:not([role]), summary",
            Self::Checkbox => "input[type=checkbox]",
            Self::Combobox => "[role=combobox]",
            Self::Dialog => "dialog[open]",
            Self::Heading => "h1, h2, h3",
            Self::Link => "a[href]",
            Self::MenuItem => "[role=menuitem]",
            Self::Option => "[role=option]",
            Self::Select => "select",
            Self::Table => "[role=table]",
            Self::TextField => "input:not([type=checkbox])",
        }
    }

    /// The computed roles that count. Engines differ on selects and password fields: those go by their label.
    fn computed(self) -> &'static [&'static str] {
        match self {
            Self::Alert => &["alert"],
            // ARIA has no role for a summary.
            Self::Button => &["button", "DisclosureTriangle", "summary", ""],
            Self::Checkbox => &["checkbox"],
            Self::Combobox => &["combobox"],
            Self::Dialog => &["dialog"],
            Self::Heading => &["heading"],
            Self::Link => &["link"],
            Self::MenuItem => &["menuitem"],
            Self::Option => &["option"],
            Self::Table => &["table"],
            Self::Select | Self::TextField => &[],
        }
    }
}

/// The page as a person meets it.
pub struct Page {
    pub browser: Arc<Browser>,
}

impl Page {
    pub fn new(browser: Arc<Browser>) -> Self {
        Self { browser }
    }

    pub fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }

    /// The address of the page, without its origin.
    pub async fn address(&self) -> String {
        let url = self.driver().current_url().await.expect("an address");
        url[url::Position::BeforePath..].to_owned()
    }

    /// Waits until a look at the page gives something.
    pub async fn eventually<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        self.within(PATIENCE, what, look).await
    }

    pub async fn within<T>(&self, patience: Duration, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(found) = look().await {
                return found;
            }
            assert!(Instant::now() < deadline, "not seen: {what}");
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Keeps looking for that long, and expects to see the same each time.
    pub async fn stays_for<T: PartialEq + std::fmt::Debug>(
        &self,
        how_long: Duration,
        what: &str,
        look: impl AsyncFn() -> T,
    ) {
        let (deadline, at_first) = (Instant::now() + how_long, look().await);
        while Instant::now() < deadline {
            assert_eq!(look().await, at_first, "{what}");
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// The element with that role and name, if it is there now.
    pub async fn find_now(&self, role: Role, name: &str) -> Option<WebElement> {
        let arguments = vec![json!(role.selector()), json!(name)];
        let found = self.driver().execute(CANDIDATES, arguments).await.ok()?.elements().ok()?;
        for element in found {
            let path = |what: &str| format!("element/{}/{what}", element.element_id());
            let told = |value: Value| value.as_str().unwrap_or_default().to_owned();
            // An element may be gone before it was asked: then it is not there.
            let label = told(self.browser.try_ask(Method::GET, path("computedlabel"), None).await?);
            let computed = told(self.browser.try_ask(Method::GET, path("computedrole"), None).await?);
            let right_role = role.computed().is_empty() || role.computed().contains(&computed.as_str());
            // WebKit leaves out the space at which a line is broken.
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            let has_name = letters(&label) == letters(name) || (label.is_empty() && role == Role::Alert);
            if right_role && has_name && computed != "none" {
                return Some(element);
            }
        }
        None
    }

    /// The element with that role and name, as soon as it is there.
    pub async fn find(&self, role: Role, name: &str) -> WebElement {
        self.eventually(&format!("{role:?} “{name}”"), async || self.find_now(role, name).await).await
    }

    /// Waits until nothing has that role and name.
    pub async fn misses(&self, role: Role, name: &str) {
        let what = format!("{role:?} “{name}” is gone");
        self.eventually(&what, async || self.find_now(role, name).await.is_none().then_some(())).await;
    }

    pub async fn sees_button(&self, name: &str) {
        self.find(Role::Button, name).await;
    }

    pub async fn press(&self, role: Role, name: &str) {
        let what = format!("{role:?} “{name}” can be pressed");
        let press = async || {
            let element = self.find_now(role, name).await?;
            element.is_enabled().await.ok().filter(|is_enabled| *is_enabled)?;
            element.click().await.ok()
        };
        self.eventually(&what, press).await;
    }
    pub async fn press_button(&self, name: &str) {
        self.press(Role::Button, name).await;
    }

    /// Presses something where it is, out of sight as it may be.
    pub async fn press_unscrolled(&self, role: Role, name: &str) {
        let element = self.find(role, name).await.to_json().expect("an element");
        self.driver().execute("arguments[0].click()", vec![element]).await.expect("a click");
    }

    /// Presses a button twice, and sends the form around it by the keyboard as well, before the page can react.
    pub async fn press_twice(&self, role: Role, name: &str) {
        let element = self.find(role, name).await.to_json().expect("an element");
        let script = "const [button] = arguments; button.click(); button.click(); button.form?.requestSubmit();";
        self.driver().execute(script, vec![element]).await.expect("clicks");
    }

    pub async fn keys(&self, keys: impl Into<TypingData>) {
        self.browser.keys(keys.into()).await.expect("keys");
    }

    /// The accessible name of what has the focus.
    pub async fn focused_name(&self) -> String {
        let element = self.driver().active_element().await.expect("a focus");
        let path = format!("element/{}/computedlabel", element.element_id());
        let label = self.browser.try_ask(Method::GET, path, None).await;
        label.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// What is said of something beside its name.
    pub async fn description_of(&self, role: Role, name: &str) -> String {
        let element = self.find(role, name).await.to_json().expect("an element");
        let script = "const ids = arguments[0].getAttribute('aria-describedby')?.split(' ') ?? [];
            return ids.map((id) => document.getElementById(id).textContent).join(' ')";
        let told = self.driver().execute(script, vec![element]).await.expect("the script runs");
        told.json().as_str().unwrap_or_default().to_owned()
    }

    /// Which part of the window the messages about outcomes cover.
    pub async fn covered_by_messages(&self) -> f64 {
        let script = "const box = document.querySelector('[role=region][aria-live]').getBoundingClientRect();
            return box.width * box.height / (window.innerWidth * window.innerHeight)";
        self.script(script).await.as_f64().expect("a number")
    }

    pub async fn focus_comes_to(&self, name: &str) {
        let what = format!("the focus on “{name}”");
        self.eventually(&what, async || (self.focused_name().await == name).then_some(())).await;
    }

    /// All that can be read on the page.
    pub async fn text(&self) -> String {
        self.script("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until a text can be read somewhere.
    pub async fn reads(&self, text: &str) {
        self.reads_within(PATIENCE, text).await;
    }

    /// Waits longer than usual until a text can be read somewhere: where the dashboard itself takes its time.
    pub async fn reads_within(&self, patience: Duration, text: &str) {
        let what = format!("the text “{text}”");
        self.within(patience, &what, async || self.text().await.contains(text).then_some(())).await;
    }

    /// Waits until a text can be read nowhere.
    pub async fn reads_no_more(&self, text: &str) {
        let what = format!("the text “{text}” is gone");
        self.eventually(&what, async || (!self.text().await.contains(text)).then_some(())).await;
    }

    /// What reaches out of the window to the right.
    pub async fn too_wide(&self) -> Value {
        self.script(TOO_WIDE).await
    }

    /// Scrolls to the end of the page.
    pub async fn scroll_to_end(&self) {
        self.script("window.scrollTo(0, document.documentElement.scrollHeight)").await;
    }

    /// Runs a script that is about no element.
    pub async fn script(&self, script: &str) -> Value {
        self.try_script(script, Vec::new()).await.expect("the script runs")
    }

    /// Runs a script that may wait for something. Not each driver allows that at the top.
    pub async fn try_script(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        let script = format!("return (async () => {{ {script}\n }})()");
        Ok(self.driver().execute(script, arguments).await?.json().clone())
    }

    /// Everything that the browser keeps for the page, of this device or of this tab.
    pub async fn kept(&self, area: &str) -> Value {
        self.script(&format!("return {{...window.{area}}}")).await
    }

    pub async fn reload(&self) {
        self.browser.reload().await;
    }
}
