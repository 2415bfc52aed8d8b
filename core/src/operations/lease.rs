//! Which of several tabs asks the provider for all of them: the one that holds the lease.
//!
//! The lease is one value in local storage, renewed with each round. It is not exact, and need not be: two tabs that take
//! it in the same moment ask twice for one interval, and asking only reads. A lock of the browser would be exact, but
//! could not prefer a tab that is seen, and is absent on plain HTTP.

use std::sync::Arc;

use crate::model::time::Timestamp;

/// How long a lease outlives the next round that its holder has planned. Timers are late, and so is a busy tab.
const GRACE_MS: u64 = 1_500;

/// No lease is longer: one that claims to be was written before the clock jumped back.
const LONGEST_MS: u64 = 120_000;

/// Who asks, and until when nobody else needs to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lease {
    /// Names the tab; drawn by chance when it was opened.
    pub holder: Arc<str>,
    /// Whether a person could see it.
    pub visible: bool,
    /// Whether it had something under way, rather than only looking now and then what the others do.
    pub busy: bool,
    /// When it ends unless renewed.
    pub until: Timestamp,
}

impl Lease {
    /// A lease for a holder that asks again after that interval.
    pub fn new(holder: Arc<str>, visible: bool, busy: bool, now: Timestamp, every_ms: u64) -> Self {
        let lasts_ms = (every_ms + every_ms / 4 + GRACE_MS).min(LONGEST_MS);
        Self { holder, visible, busy, until: now.plus_ms(lasts_ms) }
    }

    /// Until when a tab leaves the asking to the holder; nothing where it may take over now.
    pub fn binds(&self, tab: &str, visible: bool, busy: bool, now: Timestamp) -> Option<Timestamp> {
        let is_over = self.until <= now || self.until > now.plus_ms(LONGEST_MS);
        // Whoever is looked at need not wait for a tab that nobody sees, nor whoever just began something until an idle holder's
        // minute is over: it may be gone.
        let is_outranked = (visible && !self.visible) || (busy && !self.busy);
        (*self.holder != *tab && !is_over && !is_outranked).then_some(self.until)
    }

    /// The lease as text.
    pub fn write(&self) -> String {
        let seen = if self.visible { "visible" } else { "hidden" };
        format!("{} {seen} {} {}", self.holder, if self.busy { "busy" } else { "idle" }, self.until.0)
    }

    /// Reads what [`Lease::write`] wrote. Anything else is no lease.
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
