//! Comparing texts whatever their case and accents.

use std::ops::Range;

/// How letters are compared. The tables for it are the host's: the browser has them, and 24 KB of ours would say the same.
#[derive(Clone, Copy, Debug)]
pub struct Folding {
    /// A letter that is not ASCII, in lower case and without accents; an accent by itself is nothing.
    pub letter: fn(char) -> String,
}

impl Folding {
    /// The text as it is compared.
    pub fn fold(self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        text.chars().for_each(|letter| self.push(letter, &mut folded));
        folded
    }

    fn push(self, letter: char, folded: &mut String) {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            folded.push_str(&(self.letter)(letter));
        }
    }

    /// Where the folded text stands in a name, in bytes of the name.
    pub fn mark(self, name: &str, folded: &str) -> Option<Range<usize>> {
        if folded.is_empty() {
            return None;
        }
        let (mut plain, mut origins) = (String::new(), Vec::new());
        for (at, letter) in name.char_indices() {
            self.push(letter, &mut plain);
            origins.resize(plain.len(), at);
        }
        let found = plain.find(folded)?;
        let start = *origins.get(found)?;
        // Up to the first letter that is not part of it: accents that stand behind a letter belong to it.
        let end = origins.get(found + folded.len()..)?.iter().find(|origin| **origin > start);
        Some(start..end.copied().unwrap_or(name.len()))
    }

    /// Whether a text begins with the same letter as another.
    pub fn begin_alike(self, text: &str, other: &str) -> bool {
        let first = |text: &str| text.chars().next().map(|letter| self.fold(letter.encode_utf8(&mut [0; 4])));
        first(text) == first(other)
    }
}
