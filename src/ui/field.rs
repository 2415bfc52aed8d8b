//! Labelled text fields and checkboxes.

use leptos::html;
use leptos::prelude::*;

use crate::browser::{frame, page};
use crate::reactive::effect;

/// A text that the user can change.
#[derive(Clone, Copy, Debug)]
pub struct Editable {
    pub text: Signal<String>,
    pub on_change: Callback<String>,
}

impl Editable {
    pub fn new(
        text: impl Fn() -> String + Send + Sync + 'static,
        on_change: impl Fn(String) + Send + Sync + 'static,
    ) -> Self {
        Self { text: Signal::derive(text), on_change: Callback::new(on_change) }
    }
}

impl From<RwSignal<String>> for Editable {
    fn from(signal: RwSignal<String>) -> Self {
        Self { text: signal.into(), on_change: Callback::new(move |text| signal.set(text)) }
    }
}

/// A text field. Its problem is read out as soon as it appears.
#[component]
pub fn TextField(
    /// Unique on the page.
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Editable,
    #[prop(into)] problem: Signal<Option<String>>,
    #[prop(into, optional)] hint: Signal<Option<String>>,
    #[prop(optional)] password: bool,
    /// Takes the focus when it appears, with all its text selected.
    #[prop(optional)]
    selected: bool,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let changed = StoredValue::new(false);
    effect(move |_| {
        if let Some(input) = input.get().filter(|_| selected) {
            page::focus(&input);
            // The form may prefill it in the same turn: select the text after that. By then somebody may have typed, or gone on:
            // WebKit moves the focus to what is selected.
            frame::after_paint(move || {
                if !changed.get_value() && page::has_focus_within(&input) {
                    input.select();
                }
            });
        }
    });
    let described = move || {
        let problem = problem.read().is_some().then(|| format!("{id}-problem"));
        let hint = hint.read().is_some().then(|| format!("{id}-hint"));
        let both: Vec<String> = problem.into_iter().chain(hint).collect();
        (!both.is_empty()).then(|| both.join(" "))
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{move || label.get()}</label>
            <input
                class="input"
                id=id
                name=id
                type=if password { "password" } else { "text" }
                autocomplete=if password { "current-password" } else { "off" }
                autocapitalize="off"
                spellcheck="false"
                dir="auto"
                node_ref=input
                prop:value=move || value.text.get()
                on:input:target=move |event| {
                    changed.set_value(true);
                    value.on_change.run(event.target().value());
                }
                aria-invalid=move || problem.read().is_some().to_string()
                aria-describedby=described
            />
            <FieldNote id kind="problem" text=problem />
            <FieldNote id kind="hint" text=hint />
        </div>
    }
}

#[component]
fn FieldNote(id: &'static str, kind: &'static str, text: Signal<Option<String>>) -> impl IntoView {
    move || {
        text.get().map(|text| {
            let role = (kind == "problem").then_some("alert");
            view! { <p class=format!("field-{kind}") id=format!("{id}-{kind}") role=role>{text}</p> }
        })
    }
}

#[component]
pub fn TickBox(
    /// Unique on the page.
    id: &'static str,
    label: &'static str,
    checked: RwSignal<bool>,
    /// Called when the user ticks or unticks it.
    #[prop(optional)]
    on_change: Option<Callback<bool>>,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let has_hint = !hint.is_empty();
    let change = move |now| {
        checked.set(now);
        if let Some(on_change) = on_change {
            on_change.run(now);
        }
    };
    view! {
        <div class="tick">
            <input
                class="tick-box"
                id=id
                type="checkbox"
                prop:checked=move || checked.get()
                on:change:target=move |event| change(event.target().checked())
                aria-describedby=has_hint.then(|| format!("{id}-hint"))
            />
            <label class="tick-label" for=id>{label}</label>
            {has_hint.then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> }.into_any())}
        </div>
    }
}
