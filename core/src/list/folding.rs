//! Comparing texts without case and accents.

use std::ops::Range;

/// How letters are compared. The host provides the tables: ours would weigh 24 KB, and the browser has them.
#[derive(Clone, Copy, Debug)]
pub struct Folding {
    /// A non-ASCII letter in lower case without accents; an accent by itself becomes nothing.
    pub letter: fn(char) -> String,
}

impl Folding {
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

    /// Where a name contains a folded text, in bytes of the name.
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
        // Accents that follow a letter belong to it.
        let end = origins.get(found + folded.len()..)?.iter().find(|origin| **origin > start);
        Some(start..end.copied().unwrap_or(name.len()))
    }

    pub fn begin_alike(self, text: &str, other: &str) -> bool {
        let first = |text: &str| text.chars().next().map(|letter| self.fold(letter.encode_utf8(&mut [0; 4])));
        first(text) == first(other)
    }
}
