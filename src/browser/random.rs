//! Chance.

/// A number in 0..1.
pub fn chance() -> f64 {
    js_sys::Math::random()
}
