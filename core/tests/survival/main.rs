//! Operations survive everything: the runner of the core and the sandbox's router on one simulated clock, under seeded misfortune.
//!
//! A tab of the simulation is a host of the same runner that the browser's is; nothing of what it decides is repeated here.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod action;
mod bugs;
mod device;
mod fault;
mod host;
mod judge;
mod late;
mod network;
mod outage;
mod people;
mod properties;
mod sessions;

mod simulation;
