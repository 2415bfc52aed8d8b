//! Putting something into fields.

use serde_json::json;
use thirtyfour::Key;

use crate::page::{Page, Role};

impl Page {
    /// Types into a field and presses something else before any time has passed.
    pub async fn type_and_press(&self, label: &str, text: &str, role: Role, name: &str) {
        let field = self.find(Role::TextField, label).await.to_json().expect("an element");
        let next = self.find(role, name).await.to_json().expect("an element");
        let script = "const [field, text, next] = arguments;
            field.value = text;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            next.click();";
        self.driver().execute(script, vec![field, json!(text), next]).await.expect("the script runs");
    }

    /// Puts a text into a field in place of what is there.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.find(Role::TextField, label).await;
        field.click().await.expect("the field takes the focus");
        field.send_keys(Key::Control + "a").await.expect("keys");
        field.send_keys(text).await.expect("keys");
        if self.browser.engine.loses_keys() {
            self.eventually(&format!("“{text}” in “{label}”"), async || {
                if field.prop("value").await.ok()?? == text {
                    return Some(());
                }
                field.send_keys(Key::Control + "a").await.ok()?;
                for key in text.chars() {
                    self.browser.type_key(&field, key).await.ok()?;
                }
                None
            })
            .await;
        }
    }

    /// Types by keys alone, in place of what is in the field that has the focus; once more where the driver has lost a key.
    pub async fn type_out(&self, text: &str) {
        let typed = async || {
            self.keys(Key::Control + "a").await;
            for letter in text.chars() {
                self.keys(letter.to_string()).await;
            }
            let field = self.driver().active_element().await.ok()?;
            (field.prop("value").await.ok()??.as_str() == text).then_some(())
        };
        self.eventually(&format!("“{text}” typed"), typed).await;
    }

    pub async fn value_of(&self, role: Role, label: &str) -> String {
        self.find(role, label).await.prop("value").await.expect("a value").unwrap_or_default()
    }

    /// Chooses an option of a select by its text.
    pub async fn select(&self, label: &str, option: &str) {
        let script = "const [select, text] = arguments;
            const option = [...select.options].find((option) => option.text === text);
            if (!option) return false;
            select.value = option.value;
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return true;";
        self.eventually(&format!("option “{option}” of “{label}”"), async || {
            let select = self.find_now(Role::Select, label).await?.to_json().ok()?;
            let chosen = self.driver().execute(script, vec![select, json!(option)]).await.ok()?;
            (chosen.json() == &json!(true)).then_some(())
        })
        .await;
    }
}
