//! The engines that the journeys run in, and the only list of what one of them cannot do.

/// A browser's engine.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// What a journey needs of a browser and not each can do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Can {
    /// Hold a key down, so that it repeats.
    HoldKeys,
    /// Show what the system asks for: its own colours, less motion.
    FollowTheSystem,
    /// Show messages of the system.
    Notify,
    /// Keep a page that was left, for the way back to it.
    KeepPages,
    /// Tell what assistive technology is told, all at once.
    TellTheTree,
}

/// What an engine lacks, and why. `engines.rs` fails for an entry that is no longer true.
pub const LACKS: &[(Engine, Can, &str)] = &[
    (Engine::Webkit, Can::HoldKeys, "its driver passes a key that is down already on to nobody"),
    (Engine::Webkit, Can::FollowTheSystem, "it reads GTK's settings once, when it starts"),
    (Engine::Firefox, Can::TellTheTree, "its driver tells one element at a time"),
    (Engine::Webkit, Can::TellTheTree, "its driver tells one element at a time"),
    (Engine::Webkit, Can::Notify, "MiniBrowser refuses every permission, and its driver cannot grant one"),
];

impl Engine {
    /// The one that `cargo xtask test` tells.
    pub fn told() -> Self {
        match std::env::var("SNAPDECK_ENGINE").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::Webkit,
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok(other) => panic!("SNAPDECK_ENGINE is {other}: there are chromium, firefox and webkit"),
        }
    }

    /// The script that notes what a page complains of, where the driver cannot tell it.
    pub fn listens(self) -> &'static str {
        if self == Self::Webkit { super::webkit::LISTEN } else { "" }
    }

    /// Whether its driver loses some of many keys that are sent at once.
    pub fn loses_keys(self) -> bool {
        self == Self::Webkit
    }

    /// Whether each screen is pictured in both themes. Nobody looks at three times as many; that each screen fits is measured in all.
    pub fn is_pictured(self) -> bool {
        self == Self::Chromium
    }

    /// Why it cannot do something; nothing if it can.
    pub fn lacks(self, what: Can) -> Option<&'static str> {
        LACKS.iter().find(|(engine, can, _)| (*engine, *can) == (self, what)).map(|(.., why)| *why)
    }
}
