//! The pictures of the README, taken by a journey.

use crate::run::{Outcome, root};
use crate::test;

/// What the journey calls each, and its file in `docs/`.
const PICTURES: [(&str, &str); 3] = [("readme-light", "list"), ("readme-dark", "panel"), ("readme-phone", "phone")];

pub(crate) fn take() -> Outcome {
    test::test(&["--engine", "chromium", "the_pictures_of_the_readme"].map(str::to_owned))?;
    for (taken, kept) in PICTURES {
        let from = root().join(format!("target/journeys/chromium/{taken}.png"));
        let to = root().join(format!("docs/{kept}.png"));
        std::fs::copy(&from, &to).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    Ok(())
}
