//! The ids of the API: opaque, and of one type each, so that none can be taken for another.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from(text))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

id!(
    /// The id of a snapshot.
    SnapshotId
);
id!(
    /// The id of a machine.
    MachineId
);
id!(
    /// The id of an event of a machine.
    EventId
);

/// Enough to tell two snapshots of the same name apart on the screen.
const SHORT_ID_CHARS: usize = 6;

impl SnapshotId {
    /// The end of the id, where ids differ most.
    pub fn short(&self) -> &str {
        let start = self.0.char_indices().rev().nth(SHORT_ID_CHARS - 1).map_or(0, |(at, _)| at);
        &self.0[start..]
    }
}

#[cfg(test)]
mod tests {
    use super::SnapshotId;

    #[test]
    fn a_short_id_is_the_end_of_the_id() {
        for (id, short) in [("ss7k2m9q4wzt1c", "4wzt1c"), ("abc", "abc"), ("", ""), ("ééééééé", "éééééé")]
        {
            assert_eq!(SnapshotId::from(id).short(), short);
        }
    }
}
