//! Names as they are shown: a name may be anything that somebody typed or a program made.

use std::borrow::Cow;

/// More letters than this are shown when they are asked for.
pub const LONG: usize = 200;

/// Isolates what follows, in the direction of its own first letter: a reader in a sentence of another direction is not led astray.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const POP_ISOLATE: char = '\u{2069}';

/// Whether nothing of it can be seen: it is empty, or of white space and of letters without a shape.
pub fn is_invisible(name: &str) -> bool {
    name.chars().all(|letter| letter.is_whitespace() || letter.is_control() || is_shapeless(letter))
}

/// Default-ignorable code points of Unicode, and the two blanks that are not white space.
fn is_shapeless(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether parts of it are written from right to left.
fn is_bidirectional(name: &str) -> bool {
    name.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1eeff}' | '\u{202b}' | '\u{202e}' | '\u{2067}')
    })
}

/// Its first letters, if it is long.
pub fn beginning(name: &str) -> Option<&str> {
    // A letter has at most four bytes.
    let (end, _) = name.char_indices().nth(LONG).filter(|_| name.len() > LONG)?;
    name.get(..end)
}

/// A name in pieces. Dates and other figures are pieces of their own, which are written from left to right in every script: beside
/// Arabic letters, `2026-11-18` would be shown as `18-11-2026`.
pub fn pieces(name: &str) -> Vec<(bool, &str)> {
    if !is_bidirectional(name) {
        return vec![(false, name)];
    }
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let figures = &rest[start..];
        let end = figures.find(|letter: char| !letter.is_ascii_digit() && !"-:./, T".contains(letter));
        let figures = figures[..end.unwrap_or(figures.len())].trim_end_matches(|letter: char| !letter.is_ascii_digit());
        pieces.extend((start > 0).then(|| (false, &rest[..start])));
        pieces.push((true, figures));
        rest = &rest[start + figures.len()..];
    }
    pieces.extend((!rest.is_empty()).then_some((false, rest)));
    pieces
}

/// For what is read out: its beginning if it is long, and `invisible` if nothing of it can be seen.
pub fn in_label<'a>(name: &'a str, invisible: &'static str) -> Cow<'a, str> {
    match beginning(name) {
        _ if is_invisible(name) => Cow::Borrowed(invisible),
        Some(beginning) => Cow::Owned(format!("{beginning}…")),
        None => Cow::Borrowed(name),
    }
}

/// For a sentence that is seen: the same, and in its own direction.
pub fn in_sentence<'a>(name: &'a str, invisible: &'static str) -> Cow<'a, str> {
    let shown = in_label(name, invisible);
    if !is_bidirectional(&shown) {
        return shown;
    }
    let mut text = String::from(FIRST_STRONG_ISOLATE);
    for (is_figures, piece) in pieces(&shown) {
        let [before, after] = [LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE].map(|mark| is_figures.then_some(mark));
        text.extend(before);
        text.push_str(piece);
        text.extend(after);
    }
    text.push(POP_ISOLATE);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_known() {
        for name in ["", " ", "\u{200b}", "\u{200b}\u{feff} \u{2060}", "\u{3164}", "\u{2800}", "\u{7}"] {
            assert!(is_invisible(name), "{name:?}");
        }
        for name in ["a", "\u{200b}a", ".", "é", "👩\u{200d}💻", "دفتر"] {
            assert!(!is_invisible(name), "{name:?}");
        }
    }

    #[test]
    fn a_date_beside_letters_from_right_to_left_is_a_piece_of_its_own() {
        for (name, expected) in [
            ("plain 2026-11-18", &[(false, "plain 2026-11-18")] as &[(bool, &str)]),
            ("دفتر 2026-11-18 10:42", &[(false, "دفتر "), (true, "2026-11-18 10:42")]),
            ("2026-11-18 دفتر 7, x", &[(true, "2026-11-18"), (false, " دفتر "), (true, "7"), (false, ", x")]),
            ("ab\u{202e}12-34", &[(false, "ab\u{202e}"), (true, "12-34")]),
            ("", &[(false, "")]),
        ] {
            assert_eq!(pieces(name), expected, "{name}");
            assert_eq!(pieces(name).into_iter().map(|(_, piece)| piece).collect::<String>(), name);
        }
    }

    #[test]
    fn a_long_name_is_cut_between_letters_and_a_sentence_keeps_its_direction() {
        let long = "é".repeat(LONG + 1);
        assert_eq!(beginning(&long), Some(&*"é".repeat(LONG)));
        assert_eq!(beginning(&"é".repeat(LONG)), None);
        assert_eq!(in_sentence(&long, "-"), format!("{}…", "é".repeat(LONG)));
        assert_eq!(in_sentence("a", "-"), "a");
        assert_eq!(in_sentence("\u{200b}", "nothing to see"), "nothing to see");
        assert_eq!(in_sentence("دفتر 1-2", "-"), "\u{2068}دفتر \u{2066}1-2\u{2069}\u{2069}");
    }
}
