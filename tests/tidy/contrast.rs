//! Whether colours can be told from what is behind them. axe measures what it sees, and not where boxes overlap; this measures the
//! colours themselves (WCAG 2.2, 1.4.3 and 1.4.11).

use std::collections::BTreeMap;

/// A text, on what it stands, and how far apart they are at least.
const PAIRS: [(&[&str], &[&str], f64); 8] = [
    (&["ink", "ink-quiet", "accent"], &["page", "surface", "surface-hover", "accent-wash"], 4.5),
    (&["danger"], &["page", "surface", "surface-hover", "danger-wash"], 4.5),
    (&["good"], &["good-wash"], 4.5),
    (&["unsure"], &["unsure-wash"], 4.5),
    (&["ink"], &["unsure-wash", "danger-wash"], 4.5),
    (&["on-accent"], &["accent", "accent-strong", "danger", "danger-strong"], 4.5),
    (&["danger-strong", "accent-strong"], &["surface", "surface-hover"], 4.5),
    (&["line-strong"], &["page", "surface"], 3.0),
];

/// The colours by name, light and dark.
fn colours(tokens: &str) -> BTreeMap<String, [String; 2]> {
    let mut all: BTreeMap<String, [String; 2]> = BTreeMap::new();
    for line in tokens.lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|rest| rest.split_once(": ")) else {
            continue;
        };
        let value = value.trim_end_matches(';');
        if value.starts_with('#') {
            all.insert(name.to_owned(), [value.to_owned(), value.to_owned()]);
        } else if let Some(both) = value.strip_prefix("light-dark(var(--") {
            let Some((light, dark)) = both.trim_end_matches("))").split_once("), var(--") else { continue };
            let of = |name: &str, at: usize| all.get(name).expect("a colour above it")[at].clone();
            let pair = [of(light, 0), of(dark, 1)];
            all.insert(name.to_owned(), pair);
        }
    }
    all
}

fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("two hexadecimal digits");
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// What is too close to what is behind it.
pub fn too_close(tokens: &str) -> Vec<String> {
    let colours = colours(tokens);
    let mut found = Vec::new();
    for (texts, grounds, least) in PAIRS {
        for (text, ground) in texts.iter().flat_map(|text| grounds.iter().map(move |ground| (text, ground))) {
            for (theme, at) in [("light", 0), ("dark", 1)] {
                let [text_is, ground_is] = [text, ground].map(|name| &colours.get(*name).expect("a colour")[at]);
                let ratio = contrast(text_is, ground_is);
                if ratio < least {
                    found.push(format!("{text} on {ground}, {theme}: {ratio:.2} of {least}"));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_as_far_apart_as_can_be() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
        assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01, "just too close");
    }
}
