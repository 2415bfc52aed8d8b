//! Folds letters for comparison, with the browser's Unicode tables.

use std::cell::RefCell;

use js_sys::{JsString, RegExp};
use rustc_hash::FxHashMap;

use snapdeck_core::list::folding::Folding;

pub const FOLDING: Folding = Folding { letter: fold };

/// An alphabet or two, so that a long list asks the browser for each letter once.
const REMEMBERED_MAX: usize = 4_096;

thread_local! {
    static ACCENTS: RegExp = RegExp::new(r"\p{M}", "gu");
    static REMEMBERED: RefCell<FxHashMap<char, String>> = RefCell::default();
}

fn fold(letter: char) -> String {
    REMEMBERED.with_borrow_mut(|remembered| {
        if remembered.len() >= REMEMBERED_MAX {
            remembered.clear();
        }
        remembered.entry(letter).or_insert_with(|| ask(letter)).clone()
    })
}

fn ask(letter: char) -> String {
    // Upper case first: it unifies the final sigma, and turns ß into two letters.
    let apart = JsString::from(letter.to_string()).normalize("NFD").to_upper_case().to_lower_case();
    ACCENTS.with(|accents| apart.replace_by_pattern(accents, "").into())
}
