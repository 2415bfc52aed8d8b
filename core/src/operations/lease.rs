//! Which of several tabs polls Paperspace for all of them: the one that holds the lease.
//!
//! The lease is one value in local storage, renewed with each round. It need not be exact: two tabs that take it at the same
//! time poll twice for one interval, which only reads. A Web Lock would be exact, but cannot prefer the visible tab and is
//! missing on plain HTTP.

use std::sync::Arc;

use crate::model::time::Timestamp;

/// How long a lease outlasts its holder's next round, since timers and busy tabs are late.
const GRACE_MS: u64 = 1_500;

/// A longer lease was written before the clock was set back.
const LONGEST_MS: u64 = 120_000;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lease {
    /// The tab's random name.
    pub holder: Arc<str>,
    /// The tab was visible.
    pub visible: bool,
    /// It had operations running, and did not only watch the team.
    pub busy: bool,
    /// When it ends, unless renewed.
    pub until: Timestamp,
}

impl Lease {
    /// For a holder that polls at this interval.
    pub fn new(holder: Arc<str>, visible: bool, busy: bool, now: Timestamp, every_ms: u64) -> Self {
        let lasts_ms = (every_ms + every_ms / 4 + GRACE_MS).min(LONGEST_MS);
        Self { holder, visible, busy, until: now.plus_ms(lasts_ms) }
    }

    /// Until when a tab leaves polling to the holder. `None` if it may take over now.
    pub fn binds(&self, tab: &str, visible: bool, busy: bool, now: Timestamp) -> Option<Timestamp> {
        let is_over = self.until <= now || self.until > now.plus_ms(LONGEST_MS);
        // A visible tab does not wait for a hidden one, nor a busy tab for an idle holder, which may be gone.
        let is_outranked = (visible && !self.visible) || (busy && !self.busy);
        (*self.holder != *tab && !is_over && !is_outranked).then_some(self.until)
    }

    pub fn write(&self) -> String {
        let seen = if self.visible { "visible" } else { "hidden" };
        format!("{} {seen} {} {}", self.holder, if self.busy { "busy" } else { "idle" }, self.until.0)
    }

    /// Reads what [`Lease::write`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let holder = parts.next().filter(|holder| !holder.is_empty())?;
        let visible = match parts.next()? {
            "visible" => true,
            "hidden" => false,
            _ => return None,
        };
        let busy = match parts.next()? {
            "busy" => true,
            "idle" => false,
            _ => return None,
        };
        let until = Timestamp(parts.next()?.parse().ok()?);
        parts.next().is_none().then(|| Self { holder: Arc::from(holder), visible, busy, until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T0: Timestamp = Timestamp(1_000_000);

    #[test]
    fn a_lease_binds_the_others_while_it_lasts_but_not_who_is_seen_or_has_work() {
        let held = |visible, busy| Lease::new(Arc::from("a"), visible, busy, T0, 2_000);
        let until = T0.plus_ms(4_000);
        for (lease, tab, visible, busy, now, expected) in [
            (held(true, true), "a", true, true, T0, None),
            (held(true, true), "b", true, true, T0, Some(until)),
            (held(true, true), "b", false, true, T0, Some(until)),
            (held(false, true), "b", false, true, T0, Some(until)),
            (held(false, true), "b", true, true, T0, None),
            (held(false, true), "b", true, false, T0, None),
            (held(false, false), "b", true, false, T0, None),
            (held(false, false), "b", false, false, T0, Some(until)),
            (held(true, false), "b", true, true, T0, None),
            (held(true, false), "b", true, false, T0, Some(until)),
            (held(true, true), "b", true, true, until, None),
            // The clock jumped back by an hour: the lease is not obeyed for an hour.
            (held(true, true), "b", true, true, Timestamp(T0.0 - 3_600_000), None),
        ] {
            assert_eq!(lease.binds(tab, visible, busy, now), expected, "{lease:?} {tab} {visible} {busy} {now:?}");
        }
    }

    #[test]
    fn a_lease_is_read_as_it_was_written_and_nothing_else_is_one() {
        for (visible, busy) in [(true, true), (false, false)] {
            let lease = Lease::new(Arc::from("a1"), visible, busy, T0, 15_000);
            assert_eq!(Lease::read(&lease.write()), Some(lease));
        }
        for text in ["", "a visible", "a seen busy 5", "a visible lazy 5", "a visible busy five", "a visible busy 5 6"]
        {
            assert_eq!(Lease::read(text), None, "{text}");
        }
    }
}
