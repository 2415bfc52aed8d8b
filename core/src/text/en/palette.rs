//! The words of the command palette.

use super::named;
use crate::palette::{Target, Verb};
use crate::text::vocabulary::{Palette, Words};

impl Words {
    pub fn palette(self) -> &'static Palette {
        &PALETTE
    }
}

static PALETTE: Palette = Palette {
    title: "Go to or do",
    open: "Go to or do (Ctrl K)",
    what: "Page, machine, snapshot or action",
    on: |verb, name| {
        let verb = match verb {
            Verb::Restore => "Restore to",
            Verb::Rename => "Rename",
            Verb::Delete => "Delete",
        };
        format!("{verb} {}", named(name))
    },
    beside: |target| match target {
        Target::Create | Target::Keys | Target::On(..) => None,
        Target::Snapshots | Target::Activity => Some("Page"),
        Target::Machine(_) => Some("Machine"),
        Target::Snapshot(_) => Some("Snapshot"),
    },
    none: "Nothing that is loaded has all of these words in its name.",
    more: |count| format!("{count} more. Type to narrow them down."),
};
