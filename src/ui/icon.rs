//! Icons in the colour of the text.

use leptos::prelude::*;

/// Drawn in a box of 16 by 16.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Icon {
    /// The product.
    Layers,
    /// Three dots.
    More,
    Close,
    Plus,
    Done,
    Alert,
    Person,
    Search,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Layers => "M2 5.2 8 2l6 3.2-6 3.2zM2 8l6 3.2L14 8M2 10.8 8 14l6-3.2",
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Done => "m3 8.5 3.2 3.2L13 4.8",
            Self::Alert => "M8 2.2 14.5 13.5h-13zM8 6.5v3.2M8 11.6h.01",
            Self::Person => "M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8zM3 14c.4-2.6 2.3-4 5-4s4.6 1.4 5 4",
            Self::Search => "M7.2 12a4.8 4.8 0 1 0 0-9.6 4.8 4.8 0 0 0 0 9.6zM10.7 10.7 14 14",
        }
    }
}

/// Decoration: the text beside it, or the name of its button, says what it means.
#[component]
pub fn Glyph(icon: Icon) -> impl IntoView {
    let width = if icon == Icon::More { "2.6" } else { "1.6" };
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" stroke-width=width>
            <path d=icon.path() />
        </svg>
    }
}
