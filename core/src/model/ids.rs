//! The ids of the API. They are opaque: nothing is read out of them, and none can stand where another belongs.

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
            /// The id as the API writes it.
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

/// How many characters of an id tell two snapshots of the same name apart on the screen.
const SHORT_ID_CHARS: usize = 6;

impl SnapshotId {
    /// The end of the id, where opaque ids differ most.
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
