//! Letters as they are compared, by the tables of the browser.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{JsString, RegExp};

use snapdeck_core::list::folding::Folding;

/// How this browser folds.
pub const FOLDING: Folding = Folding { letter: fold };

/// How many letters are remembered, so that a long list of names asks for each only once; an alphabet or two.
const REMEMBERED_MAX: usize = 4_096;

thread_local! {
    static ACCENTS: RegExp = RegExp::new(r"\p{M}", "gu");
    static REMEMBERED: RefCell<HashMap<char, String>> = RefCell::default();
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
    // By way of the upper case, which knows that a final sigma is one, and that ß is two letters.
    let apart = JsString::from(letter.to_string()).normalize("NFD").to_upper_case().to_lower_case();
    ACCENTS.with(|accents| apart.replace_by_pattern(accents, "").into())
}
