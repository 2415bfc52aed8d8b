//! A text field with choices that narrow down as the user types (the WAI-ARIA 1.2 combobox with a listbox).

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Node;

use crate::browser::{frame, page, scroll};
use crate::reactive::{Memo, effect, memo};
use crate::ui::field::Editable;

/// A value and its label.
pub type Choice = (String, String);

/// The most choices shown at once. Typing leads to the others.
const SHOWN_MAX: usize = 50;

#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The choices that match what was typed.
    pub narrow: fn(&[Choice], &str) -> Vec<Choice>,
    /// What stands beside the label of a choice.
    pub beside: fn(&Choice) -> Option<String>,
    /// The label for choosing the typed text itself; none if only the choices are accepted.
    pub own: Option<fn(&str) -> String>,
    /// Says that nothing matches.
    pub none: &'static str,
    /// Says how many more match.
    pub more: fn(usize) -> String,
    /// The choices are shown for as long as the field is.
    pub stays: bool,
}

/// The value of a choice, unless its label says it.
pub fn own_value((value, label): &Choice) -> Option<String> {
    (!value.is_empty() && !label.contains(value)).then(|| value.clone())
}

#[derive(Clone, Copy)]
struct Editing {
    open: RwSignal<bool>,
    /// None while the field shows the current choice.
    typed: RwSignal<Option<String>>,
    /// The choice that the arrow keys are on.
    active: RwSignal<Option<usize>>,
    offered: Memo<Vec<Choice>>,
    stays: bool,
    on_choose: Callback<String>,
}

impl Editing {
    fn close(self) {
        self.open.set(self.stays);
        self.typed.set(None);
        self.active.set(None);
    }

    fn type_in(self, text: String) {
        self.active.set(Some(0));
        self.typed.set(Some(text));
        self.open.set(true);
    }

    fn choose(self, at: usize) {
        let chosen = self.offered.read_untracked().get(at).map(|(value, _)| value.clone());
        self.close();
        if let Some(value) = chosen {
            self.on_choose.run(value);
        }
    }

    /// Whether the key was for the list.
    fn press(self, key: &str) -> bool {
        let is_open = self.open.get_untracked();
        let last = self.offered.read_untracked().len().min(SHOWN_MAX).saturating_sub(1);
        let at = self.active.get_untracked();
        match (key, at) {
            ("ArrowDown", _) => self.active.set(Some(at.filter(|_| is_open).map_or(0, |at| last.min(at + 1)))),
            ("ArrowUp", _) => self.active.set(Some(at.filter(|_| is_open).map_or(last, |at| at.saturating_sub(1)))),
            ("Enter", Some(at)) if is_open => {
                self.choose(at);
                return true;
            }
            ("Escape", _) if is_open && !self.stays => {
                self.close();
                return true;
            }
            _ => return false,
        }
        self.open.set(true);
        true
    }
}

pub(super) fn combobox(
    id: &'static str,
    label: &'static str,
    choices: Signal<Vec<Choice>>,
    value: Editable,
    rules: Rules,
) -> impl IntoView {
    let Editable { text: value, on_change: on_choose } = value;
    let typed = RwSignal::new(None::<String>);
    let offered = memo(move |_| offer(&choices.read(), typed.read().as_deref(), rules));
    let stays = rules.stays;
    let (open, active) = (RwSignal::new(stays), RwSignal::new(stays.then_some(0)));
    let editing = Editing { open, typed, active, offered, stays, on_choose };
    let present = move || {
        let value = value.read();
        let name = choices.read().iter().find(|(own, _)| *own == *value).map(|(_, name)| name.clone());
        name.unwrap_or_else(|| value.clone())
    };
    let (around, input) = (NodeRef::<html::Div>::new(), NodeRef::<html::Input>::new());
    let left = move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
        // What was chosen may have taken it away.
        let around = around.try_get_untracked().flatten();
        let stays = next.is_some_and(|next| around.is_some_and(|around| around.contains(Some(&next))));
        if !stays && !rules.stays {
            editing.close();
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if !editing.press(&event.key()) {
            return;
        }
        // Escape closes the list, not the dialog around it. Enter chooses, and submits no form.
        event.stop_propagation();
        event.prevent_default();
        // The next key replaces the current choice.
        let is_present = typed.try_with_untracked(Option::is_none).unwrap_or_default();
        if let Some(input) = input.try_get_untracked().flatten().filter(|_| is_present) {
            frame::after_paint(move || {
                // By then somebody may have typed, or gone on: WebKit moves the focus to what is selected.
                if typed.try_get_untracked() == Some(None) && page::has_focus_within(&input) {
                    input.select();
                }
            });
        }
    };
    let active_id = move || {
        let active = editing.active.get().filter(|_| editing.open.get())?;
        (active < offered.read().len()).then(|| format!("{id}-{active}"))
    };
    view! {
        <div class="select-field combobox" data-stays=stays.then_some("true") node_ref=around on:focusout=left>
            <label class="select-label" for=id>{label}</label>
            <input
                class="input"
                id=id
                node_ref=input
                type="text"
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                dir="auto"
                aria-autocomplete="list"
                aria-expanded=move || editing.open.get().to_string()
                aria-controls=format!("{id}-list")
                aria-activedescendant=active_id
                prop:value=move || typed.get().unwrap_or_else(present)
                on:focus:target=move |event| event.target().select()
                on:click:target=move |event| {
                    editing.open.set(true);
                    if typed.read_untracked().is_none() {
                        event.target().select();
                    }
                }
                on:input:target=move |event| editing.type_in(event.target().value())
                on:keydown=pressed
            />
            {offered_list(id, label, editing, value, rules)}
        </div>
    }
}

/// The choices that match.
fn offer(choices: &[Choice], typed: Option<&str>, rules: Rules) -> Vec<Choice> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return choices.to_vec() };
    let mut offered = (rules.narrow)(choices, typed);
    if let Some(own) = rules.own.filter(|_| !offered.iter().any(|(value, _)| value == typed)) {
        offered.push((typed.to_owned(), own(typed)));
    }
    offered
}

/// The list is always in the document: the field refers to it.
fn offered_list(
    id: &'static str,
    label: &'static str,
    editing: Editing,
    value: Signal<String>,
    rules: Rules,
) -> impl IntoView {
    let Editing { open, active, offered, .. } = editing;
    // The arrow keys may lead out of view.
    effect(move |_| {
        if let Some(at) = active.get().filter(|_| open.get()) {
            scroll::into_view(&format!("{id}-{at}"));
        }
    });
    let option = move |(at, (own, name)): (usize, Choice)| {
        let is_present = value.read_untracked() == own;
        let code = (rules.beside)(&(own.clone(), name.clone()));
        view! {
            <div
                class="combobox-option"
                id=format!("{id}-{at}")
                role="option"
                aria-selected=is_present.to_string()
                data-active=move || (active.get() == Some(at)).then_some("true")
                on:click=move |_| editing.choose(at)
            >
                <bdi class="combobox-name">{name}</bdi>
                {code.map(|code| view! { " " <span class="short-id">{code}</span> }.into_any())}
            </div>
        }
    };
    let options = move || {
        let shown = || offered.read().iter().take(SHOWN_MAX).cloned().enumerate().map(option).collect_view();
        open.get().then(shown)
    };
    let note = move || match offered.read().len() {
        0 => Some(rules.none.to_owned()),
        count => count.checked_sub(SHOWN_MAX + 1).map(|more| (rules.more)(more + 1)),
    };
    view! {
        // Pressing on the list leaves the focus in the field.
        <div class="combobox-popup" hidden=move || !open.get() on:mousedown=|event| event.prevent_default()>
            <div class="combobox-list" role="listbox" tabindex="-1" id=format!("{id}-list") aria-label=label>{options}</div>
            <p class="combobox-note" role="status" hidden=move || note().is_none()>{note}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(own: Option<fn(&str) -> String>) -> Rules {
        let narrow = |choices: &[Choice], typed: &str| {
            let fits = |(value, name): &&Choice| value.contains(typed) || name.contains(typed);
            choices.iter().filter(fits).cloned().collect()
        };
        let more = |count: usize| count.to_string();
        Rules { narrow, beside: own_value, own, none: "none", more, stays: false }
    }

    #[test]
    fn what_fits_is_offered_and_what_was_typed_where_that_is_allowed() {
        let choices: Vec<Choice> =
            [("", "All"), ("m1", "web"), ("m2", "webserver"), ("m3", "db")].map(|(a, b)| (a.into(), b.into())).into();
        let values = |typed: Option<&str>, own| {
            offer(&choices, typed, rules(own)).into_iter().map(|(value, _)| value).collect::<Vec<_>>()
        };
        assert_eq!(values(None, None), ["", "m1", "m2", "m3"]);
        assert_eq!(values(Some("  "), None), ["", "m1", "m2", "m3"]);
        assert_eq!(values(Some(" web "), None), ["m1", "m2"]);
        assert_eq!(values(Some("nothing"), None), Vec::<String>::new());
        let own: Option<fn(&str) -> String> = Some(|typed| format!("use {typed}"));
        assert_eq!(values(Some("m"), own), ["m1", "m2", "m3", "m"]);
        assert_eq!(values(Some("m1"), own), ["m1"], "it is there already");
    }
}
