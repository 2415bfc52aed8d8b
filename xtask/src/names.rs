//! Files of a release that were changed after Trunk wrote them: the page knows them by their new content, in name and hash.
//!
//! A name lasts a year in the caches on the way (`sandbox/src/dashboard.rs`), so that other content needs another name.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha384};

use crate::cut::{FIRST, SECOND};
use crate::files::{files, read};
use crate::run::Outcome;

/// How many hexadecimal digits we write into a name. Trunk writes as many, but leaves out zeros at the beginning.
const DIGITS: usize = 16;

/// The scripts and the program as Trunk wrote them, each with its hash.
pub(crate) fn known(dist: &Path) -> Outcome<Vec<(PathBuf, String)>> {
    let is_code = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "js" || ending == "wasm");
    let code = files(dist)?.into_iter().filter(is_code);
    code.map(|file| read(&file).map(|bytes| (file, integrity(&bytes)))).collect()
}

/// Tells the page of the part of the program that comes later: of both its name and its hash, which it answers as well.
pub(crate) fn mention(dist: &Path, later: &Path) -> Outcome<(PathBuf, String)> {
    let index = dist.join("index.html");
    let html = String::from_utf8_lossy(&read(&index)?).into_owned();
    let hash = integrity(&read(later)?);
    let tags = html.split_inclusive('>').map(|tag| with_later(tag, &hash));
    std::fs::write(&index, tags.collect::<String>()).map_err(|error| format!("{}: {error}", index.display()))?;
    Ok((later.to_path_buf(), hash))
}

/// The tag of the program with what comes later, any other as it is.
fn with_later(tag: &str, hash: &str) -> String {
    let href = tag.split([' ', '>']).find_map(|part| part.strip_prefix("href=")).unwrap_or_default();
    match href.trim_matches('"').strip_suffix(FIRST) {
        Some(start) => {
            tag.replacen("href=", &format!("data-later={start}{SECOND} data-later-integrity={hash} href="), 1)
        }
        None => tag.to_owned(),
    }
}

/// Gives those files names of their content as it is now, and tells the page.
pub(crate) fn renew(dist: &Path, known: &[(PathBuf, String)]) -> Outcome {
    let index = dist.join("index.html");
    let mut html = String::from_utf8_lossy(&read(&index)?).into_owned();
    for (file, hash) in known {
        let bytes = read(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let renewed = named_after(&name, &bytes).ok_or_else(|| format!("{name}: no hash in the name"))?;
        for (old, new) in [(hash.as_str(), integrity(&bytes)), (&name, renewed.clone())] {
            if !html.contains(old) {
                return Err(format!("{name} is not named or not checked by the page"));
            }
            html = html.replace(old, &new);
        }
        std::fs::rename(file, dist.join(renewed)).map_err(|error| format!("{name}: {error}"))?;
    }
    std::fs::write(&index, html).map_err(|error| format!("{}: {error}", index.display()))
}

/// `boot-0123456789abcdef.js` with the hash of these bytes in place of what stands there.
fn named_after(name: &str, bytes: &[u8]) -> Option<String> {
    let (stem, rest) = name.split_once('-')?;
    let ending = rest.get(rest.find(|letter: char| !letter.is_ascii_hexdigit()).filter(|digits| *digits > 0)?..)?;
    let hash: String = Sha384::digest(bytes).iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect();
    Some(format!("{stem}-{hash}{ending}"))
}

/// What a page says of a file, for the browser to check.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::{integrity, named_after, with_later};

    #[test]
    fn a_hash_is_written_as_browsers_read_it() {
        // The example of the specification (W3C, Subresource Integrity, 3.1).
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(integrity(b"alert('Hello, world.');"), expected);
    }

    #[test]
    fn the_page_is_told_of_the_later_part_at_the_tag_of_the_program() {
        let told = with_later("<link as=fetch href=/a/x-1_bg.wasm rel=preload>", "sha384-1");
        let expected = "<link as=fetch data-later=/a/x-1_later.wasm data-later-integrity=sha384-1 href=/a/x-1_bg.wasm rel=preload>";
        assert_eq!(told, expected);
        assert_eq!(with_later("<link href=/x.js>", "sha384-1"), "<link href=/x.js>");
    }

    #[test]
    fn a_name_changes_with_the_content_and_keeps_what_stands_around_its_hash() {
        let name = |bytes: &[u8]| named_after("snapdeck-2c7e3e26517a1807_bg.wasm", bytes);
        assert_eq!(name(b"one"), name(b"one"));
        assert_ne!(name(b"one"), name(b"two"));
        let one = name(b"one").unwrap_or_default();
        assert!(one.starts_with("snapdeck-") && one.ends_with("_bg.wasm") && one.len() == 33, "{one}");
        let short = named_after("snapdeck-c7e3e26517a1807_bg.wasm", b"one");
        assert_eq!(short, Some(one), "Trunk writes no zero at the beginning");
        assert_eq!(named_after("snapdeck-later.wasm", b"one"), None);
        assert_eq!(named_after("config.json", b"one"), None);
    }
}
