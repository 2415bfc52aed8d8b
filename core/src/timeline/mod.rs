//! What happened to a machine, laid out in time: its snapshots, its restores and what failed.
//!
//! A snapshot stands where it was taken if that is known, within an outline where only a span is, and apart from the axis where
//! nothing is. No place says more than what is certain.

pub mod axis;
pub mod happenings;
mod lanes;
pub mod layout;
mod marks;

#[cfg(test)]
mod tests;
