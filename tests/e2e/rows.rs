//! The rows of the list, and other lists. Of the rows only those that are seen are drawn: to read all, the page is scrolled.

use serde_json::{Value, json};
use thirtyfour::By;

use crate::page::{Page, Role};

/// Scrolls through the list, collects `READ` of each row by its number, and comes back to where it was.
const ALL_ROWS: &str = r#"
    const read = (row) => READ;
    const found = new Map();
    const collect = () => {
        for (const row of document.querySelectorAll('[role=row][aria-rowindex]')) {
            const at = Number(row.getAttribute('aria-rowindex'));
            if (at > 1) found.set(at, read(row));
        }
    };
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const start = window.scrollY;
    collect();
    const last = () => document.documentElement.scrollHeight - window.innerHeight;
    if (last() > 0) {
        for (let y = 0; ; y += window.innerHeight / 2) {
            window.scrollTo(0, Math.min(y, last()));
            await painted();
            collect();
            if (y >= last()) break;
        }
        window.scrollTo(0, start);
        await painted();
    }
    return [...found].sort(([a], [b]) => a - b).map(([, text]) => text);
"#;

/// Brings the row of a snapshot into the window. Answers whether it is drawn then.
const BRING: &str = r#"
    const name = arguments[0];
    const row = () => [...document.querySelectorAll('[role=row]')].find((row) => row.querySelector('a')?.textContent === name);
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const last = () => document.documentElement.scrollHeight - window.innerHeight;
    if (!row()) {
        for (let y = 0; !row(); y += window.innerHeight / 2) {
            window.scrollTo(0, Math.min(y, last()));
            await painted();
            if (y >= last()) break;
        }
    }
    row()?.scrollIntoView({ block: 'center' });
    await painted();
    return Boolean(row());
"#;

impl Page {
    /// That what is written in so many places begins with its first figure and ends with its last, as the eye sees it.
    pub async fn figures_go_right(&self, name: &str, places: usize) {
        let figures: String = name.chars().filter(char::is_ascii_digit).collect();
        let script = "const [figures, places] = arguments;
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            let all = [];
            while (walker.nextNode()) {
                const node = walker.currentNode;
                for (let at = 0; at < node.data.length; at++) {
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + 1);
                    const box = range.getBoundingClientRect();
                    if (box.width && node.data[at] >= '0' && node.data[at] <= '9') all.push([node.data[at], box]);
                }
            }
            let found = 0;
            for (let start = 0; start + figures.length <= all.length; start++) {
                const seen = all.slice(start, start + figures.length);
                if (seen.map(([figure]) => figure).join('') !== figures) continue;
                found++;
                const turned = seen.some(([, box], at) => at && box.top < seen[at - 1][1].bottom - 2
                    && box.bottom > seen[at - 1][1].top + 2 && box.left < seen[at - 1][1].left);
                if (turned) return 'turned';
            }
            return found >= places ? 'right' : found + ' places';";
        self.eventually(&format!("{name} from left to right in {places} places"), async || {
            let told = self.driver().execute(script, vec![json!(figures), json!(places)]).await.ok()?;
            let told = told.json().as_str()?;
            assert_ne!(told, "turned", "{name}");
            (told == "right").then_some(())
        })
        .await;
    }

    pub async fn is_enabled(&self, button: &str) -> bool {
        self.find(Role::Button, button).await.is_enabled().await.expect("it is there")
    }

    /// Presses something that opens a dialog, and with the second press of a double click its button that destroys, wherever that is.
    pub async fn press_twice_where_danger_comes(&self, role: Role, name: &str) {
        let opens = self.find(role, name).await.to_json().expect("an element");
        let script = "const [opens] = arguments;
            opens.click();
            return new Promise((done) => {
                const look = () => {
                    const danger = document.querySelector('dialog[open] [data-tone=danger]');
                    if (!danger) return requestAnimationFrame(look);
                    danger.click();
                    done(true);
                };
                look();
            })";
        let pressed = self.driver().execute(script, vec![opens]).await.expect("the script runs");
        assert_eq!(pressed.json(), &json!(true));
    }

    /// How many lines show how far something has come. They are pictures of what words say.
    pub async fn draws_progress(&self, lines: usize, why: &str) {
        self.eventually(&format!("{lines} lines {why}"), async || {
            let script =
                "const grown = (line) => parseFloat(getComputedStyle(line).getPropertyValue('--progress-to')) > 0;
                return [...document.querySelectorAll('.progress')].filter(grown).length;";
            (self.script(script).await == json!(lines)).then_some(())
        })
        .await;
    }

    async fn all_rows(&self, read: &str) -> Vec<String> {
        let told = self.script(&ALL_ROWS.replace("READ", read)).await;
        serde_json::from_value(told).expect("texts")
    }

    /// The names in the table, from top to bottom.
    pub async fn listed(&self) -> Vec<String> {
        self.all_rows("row.querySelector('a').textContent").await
    }

    /// The ids that the rows link to, from top to bottom.
    pub async fn listed_ids(&self) -> Vec<String> {
        self.all_rows("row.querySelector('a').pathname.split('/').pop()").await
    }

    /// The steps that a dialog names, in order.
    pub async fn steps(&self) -> Vec<String> {
        let told =
            self.script("return [...document.querySelectorAll('dialog li')].map((step) => step.innerText)").await;
        serde_json::from_value(told).expect("texts")
    }

    /// How many rows the page draws.
    pub async fn drawn(&self) -> usize {
        let count = self.script("return document.querySelectorAll('[role=rowheader] a').length").await;
        count.as_u64().and_then(|count| usize::try_from(count).ok()).expect("a number")
    }

    /// Selects the middle drawn row's name, scrolls it some rows away and back, and gives what is selected each time, with the
    /// row numbers in the order of the document.
    pub async fn select_and_scroll(&self) -> Value {
        self.script(
            "const rows = () => [...document.querySelectorAll('[role=row]:has([role=rowheader] a)')];
            const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const middle = rows()[Math.floor(rows().length / 2)].querySelector('a');
            getSelection().selectAllChildren(middle);
            const seen = [];
            for (const px of [0, 250, -250]) {
                window.scrollBy(0, px);
                await painted();
                seen.push({ selected: getSelection().toString(), rows: rows().map((row) => Number(row.ariaRowIndex)) });
            }
            return seen",
        )
        .await
    }

    /// What is marked in the first row that has something marked in it.
    pub async fn marked(&self) -> Value {
        self.script("return document.querySelector('[role=row] mark')?.textContent").await
    }

    /// What is marked in the machine of each row; nothing for a row where nothing is.
    pub async fn marked_in_machines(&self) -> Vec<String> {
        self.all_rows("row.querySelectorAll('[role=cell]')[0].querySelector('mark')?.textContent ?? ''").await
    }

    /// The row number of what has the focus, as it is told to assistive technology.
    pub async fn focused_row(&self) -> Value {
        self.script("return document.activeElement.closest('[role=row]')?.getAttribute('aria-rowindex')").await
    }

    /// Waits until the table shows these names, and no others, in this order.
    pub async fn lists(&self, names: &[String]) {
        self.eventually(&format!("the list {names:?}"), async || (self.listed().await == names).then_some(())).await;
    }

    /// Scrolls to the row of a snapshot.
    pub async fn bring(&self, snapshot: &str) {
        self.eventually(&format!("the row of “{snapshot}”"), async || {
            let told = self.try_script(BRING, vec![json!(snapshot)]).await.ok()?;
            (told == true).then_some(())
        })
        .await;
    }

    /// Chooses a filter of Activity, of which there is one only if it shows something.
    pub async fn choose_chip(&self, title: &str) {
        let press = async || {
            let chips = self.driver().find_all(By::Css("[aria-pressed]")).await.ok()?;
            for chip in chips {
                if chip.text().await.ok()?.starts_with(&format!("{title} (")) {
                    return chip.click().await.ok();
                }
            }
            None
        };
        self.eventually(&format!("the filter “{title}”"), press).await;
    }

    /// Moves the pointer to the row of a snapshot.
    pub async fn point_at(&self, snapshot: &str) {
        let link = self.find(Role::Link, snapshot).await;
        let pointer = self.driver().action_chain().move_to_element_center(&link);
        pointer.perform().await.expect("the pointer moves");
    }

    /// Presses a button of the dialog in front, where what is behind has one of the same name.
    pub async fn press_in_dialog(&self, name: &str) {
        let path = format!("//dialog[@open]//button[normalize-space()='{name}']");
        let press = async || {
            let button = self.driver().find(By::XPath(path.as_str())).await.ok()?;
            button.is_enabled().await.ok().filter(|is_enabled| *is_enabled)?;
            button.click().await.ok()
        };
        self.eventually(&format!("“{name}” in the dialog"), press).await;
    }

    /// Presses on a row where nothing is but the row.
    pub async fn press_beside(&self, snapshot: &str) {
        let link = self.find(Role::Link, snapshot).await;
        let row = link.find(By::XPath("ancestor::tr")).await.expect("its row");
        let cell = row.find(By::XPath("td[1]")).await.expect("a cell");
        let pointer = self.driver().action_chain().move_to_element_center(&cell).click();
        pointer.perform().await.expect("a click");
    }

    /// Moves the focus to the row of a snapshot.
    pub async fn focus_row(&self, snapshot: &str) {
        self.bring(snapshot).await;
        self.find(Role::Link, snapshot).await.focus().await.expect("the focus");
    }

    /// The order that the head of a column says the list is in.
    pub async fn order_by(&self, column: &str) -> Option<String> {
        let head = self.find(Role::Link, column).await.find(By::XPath("..")).await.expect("its head");
        head.attr("aria-sort").await.expect("an attribute")
    }

    /// Opens the panel of a snapshot.
    pub async fn open_row(&self, snapshot: &str) {
        self.bring(snapshot).await;
        self.press(Role::Link, snapshot).await;
    }

    /// Opens the menu of a snapshot.
    pub async fn open_menu(&self, snapshot: &str) {
        self.bring(snapshot).await;
        self.press_button(&format!("Actions for {snapshot}")).await;
    }

    /// Opens the menu of a snapshot and chooses from it.
    pub async fn choose_action(&self, snapshot: &str, action: &str) {
        self.open_menu(snapshot).await;
        self.press(Role::MenuItem, action).await;
    }

    /// Waits until the row of a snapshot says so.
    pub async fn row_says(&self, snapshot: &str, word: &str) {
        self.bring(snapshot).await;
        let script = "const [name] = arguments;
            const row = [...document.querySelectorAll('[role=row]')].find((row) => row.querySelector('a')?.textContent === name);
            return row ? row.innerText : ''";
        self.eventually(&format!("“{word}” in the row of “{snapshot}”"), async || {
            let told = self.driver().execute(script, vec![json!(snapshot)]).await.ok()?;
            told.json().as_str()?.contains(word).then_some(())
        })
        .await;
    }
}
