//! The scripts of a release, as short as they can be said. Trunk's own minifier gives up on them.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha384};

use crate::files::{files, read};
use crate::run::{program, run};
use crate::{Outcome, setup};

/// Shortens the scripts of a folder, and tells the page their new hashes.
pub(crate) fn scripts(dist: &Path) -> Outcome {
    let esbuild = setup::esbuild()?;
    let index = dist.join("index.html");
    let mut html = String::from_utf8_lossy(&read(&index)?).into_owned();
    for file in files(dist)?.iter().filter(|file| file.extension().is_some_and(|ending| ending == "js")) {
        let before = integrity(&read(file)?);
        let mut shorten = program(&esbuild, &["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
        shorten.arg(file).arg("--allow-overwrite").arg(format!("--outfile={}", file.display()));
        run("shortening a script", &mut shorten)?;
        if !html.contains(&before) {
            return Err(format!("{} is not checked by the page", file.display()));
        }
        html = html.replace(&before, &integrity(&read(file)?));
    }
    std::fs::write(&index, html).map_err(|error| format!("{}: {error}", index.display()))
}

/// What a page says of a file, for the browser to check.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::integrity;

    #[test]
    fn a_hash_is_written_as_browsers_read_it() {
        // The example of the specification (W3C, Subresource Integrity, 3.1).
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(integrity(b"alert('Hello, world.');"), expected);
    }
}
