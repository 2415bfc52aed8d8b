//! Chance.

/// A number in 0..1.
pub fn chance() -> f64 {
    js_sys::Math::random()
}

/// Any 32 bits.
pub fn bits() -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number in 0..1 times 2^32 fits")]
    let bits = (chance() * f64::from(u32::MAX)) as u32;
    bits
}
