//! Random numbers.

/// In 0..1.
pub fn chance() -> f64 {
    js_sys::Math::random()
}
