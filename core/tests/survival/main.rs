//! Operations survive everything: the tracker and the sandbox's router on one simulated clock, under seeded misfortune.
//!
//! What the browser's drivers do, `tab.rs` does here with the same machine and the same calls.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod action;
mod outage;
mod properties;
mod simulation;
mod storage;
mod tab;
mod wire;
