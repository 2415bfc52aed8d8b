//! The scripts of a release, as short as they can be said. Trunk's own minifier gives up on them.

use std::path::Path;

use crate::files::files;
use crate::run::{Outcome, program, run};
use crate::setup;

/// Shortens the scripts of a folder.
pub(crate) fn scripts(dist: &Path) -> Outcome {
    let esbuild = setup::esbuild()?;
    for file in files(dist)?.iter().filter(|file| file.extension().is_some_and(|ending| ending == "js")) {
        let mut shorten = program(&esbuild, &["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
        shorten.arg(file).arg("--allow-overwrite").arg(format!("--outfile={}", file.display()));
        run("shortening a script", &mut shorten)?;
    }
    Ok(())
}
