//! A labelled text field with its complaint, and a labelled tick box.

use leptos::html;
use leptos::prelude::*;

use crate::browser::{frame, page};
use crate::reactive::effect;

/// A text that a person can change.
#[derive(Clone, Copy, Debug)]
pub struct Editable {
    /// What it is now.
    pub text: Signal<String>,
    /// Called with what the person makes of it.
    pub on_change: Callback<String>,
}

impl Editable {
    /// One that is read and written by functions.
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

/// A text field. Its label names it; a complaint is tied to it and spoken.
#[component]
pub fn TextField(
    /// Ties label, field and complaint together; unique on the page.
    id: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] value: Editable,
    /// What is wrong with it.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// A word of advice below it.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// Hides what is typed.
    #[prop(optional)]
    password: bool,
    /// Takes the focus when it appears, with all of its text selected.
    #[prop(optional)]
    selected: bool,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    effect(move |_| {
        if let Some(input) = input.get().filter(|_| selected) {
            page::focus(&input);
            // What the form fills in comes with the same breath: select it once it is there.
            frame::after_paint(move || input.select());
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
                on:input:target=move |event| value.on_change.run(event.target().value())
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

/// A tick box with its label and a word of advice.
#[component]
pub fn TickBox(
    /// Ties the parts together; unique on the page.
    id: &'static str,
    /// The label.
    label: &'static str,
    checked: RwSignal<bool>,
    /// Called when a person has changed it.
    #[prop(optional)]
    on_change: Option<Callback<bool>>,
    /// A word of advice below it.
    #[prop(optional)]
    hint: &'static str,
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
            {has_hint.then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
        </div>
    }
}
