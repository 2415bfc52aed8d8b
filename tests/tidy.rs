//! Rules about the repository that can be checked. Each says why; those that cannot be checked are in CONTRIBUTING.md.

#![expect(clippy::expect_used, reason = "a test fails by panicking, and helpers are not marked as tests")]

#[path = "tidy/circles.rs"]
mod circles;
#[path = "tidy/contrast.rs"]
mod contrast;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Lines of a file that can still be read in one go. Where to stop and think, not what to game.
const LINES_MAX: usize = 320;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with that ending, with their text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn collect(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, ending, out);
            } else if path.extension().is_some_and(|own| own == ending) {
                out.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    collect(&root().join(folder), ending, &mut paths);
    assert!(!paths.is_empty(), "{folder} holds no .{ending}: the rule would check nothing");
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).expect("text"))
    };
    paths.into_iter().map(read).collect()
}

/// Fails where a file of a folder, those listed aside, holds one of the words in a line that is no comment.
fn forbid(folder: &str, ending: &str, words: &[&str], aside: &[&str], why: &str) {
    let mut found = Vec::new();
    for (name, text) in files(folder, ending) {
        if aside.iter().any(|path| name.starts_with(path)) {
            continue;
        }
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            found.extend(
                words.iter().filter(|word| line.contains(*word)).map(|word| format!("{name}:{}: {word}", at + 1)),
            );
        }
    }
    assert!(found.is_empty(), "{why}:\n{}", found.join("\n"));
}

/// The crates that would give the core a clock, chance or a browser of its own. Cargo guards its sources by their absence here.
#[test]
fn the_core_names_no_browser() {
    let words = ["leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo", "fastrand", "rand"];
    forbid("core", "toml", &words, &[], "core/ has no clock, no randomness, no Leptos and no browser");
    let words = ["std::time", "Instant::now", "SystemTime"];
    forbid("core/src", "rs", &words, &[], "core/ is told the time by its host");
}

#[test]
fn one_file_sends() {
    forbid("src", "rs", &["gloo_net", "fetch_with"], &["src/browser/transport.rs"], "only browser/transport.rs sends");
}

#[test]
fn one_folder_reaches_for_the_browser() {
    let words = ["web_sys::", "js_sys::", "window()", "document()", "gloo_timers", "set_timeout", "set_interval"];
    // `ui/` names the types of nodes that Leptos hands over.
    let aside = ["src/browser", "src/ui/"];
    forbid("src", "rs", &words, &aside, "only browser/ reaches for the browser");
    forbid(
        "src/ui",
        "rs",
        &["window()", "document()", "gloo_timers", "set_timeout", "set_interval"],
        &[],
        "ui/ uses browser/",
    );
}

#[test]
fn widgets_know_no_snapshot_no_api_and_no_words() {
    let words = ["snapdeck_core", "crate::state", "crate::services", "crate::components", "crate::routes"];
    forbid("src/ui", "rs", &words, &[], "ui/ could live in any project");
}

#[test]
fn state_has_no_view_and_no_browser() {
    forbid("src/state", "rs", &["view!", "#[component]", "crate::browser"], &[], "state/ is told what it needs");
}

#[test]
fn a_page_can_be_deleted() {
    forbid("src", "rs", &["crate::pages", "super::pages"], &["src/app.rs"], "nothing but app.rs depends on a page");
}

#[test]
fn the_token_is_revealed_in_one_place() {
    let why = "the token goes to one header and to where the person keeps it";
    forbid("src", "rs", &["reveal_to_storage"], &[], why);
    let aside = ["core/src/model/token.rs", "core/src/runner/storage.rs"];
    forbid("core/src", "rs", &["reveal_to_storage"], &aside, why);
    let aside = ["core/src/model/token.rs", "core/src/api/request.rs"];
    forbid("core/src", "rs", &["authorization()"], &aside, why);
}

#[test]
fn nothing_is_set_as_html() {
    forbid("src", "rs", &["inner_html", "set_inner_html", " style=\""], &[], "the policy forbids it");
}

#[test]
fn journeys_go_by_role_and_name() {
    let words = ["querySelector", "By::", "getElementById", "className"];
    forbid(
        "tests/e2e",
        "rs",
        &words,
        &["tests/e2e/page.rs", "tests/e2e/rows.rs"],
        "only page.rs and rows.rs know selectors",
    );
}

#[test]
fn no_test_waits_for_a_time() {
    let aside = ["tests/e2e/page.rs", "tests/e2e/browser/mod.rs", "tests/tidy.rs"];
    let why = "a journey waits until something can be seen; the two helpers poll for it";
    forbid("tests", "rs", &["sleep("], &aside, why);
    forbid("core/tests", "rs", &["sleep("], &[], why);
}

#[test]
fn every_style_token_is_declared_and_used() {
    let mut declared = BTreeSet::new();
    let mut used = BTreeSet::new();
    for (_, text) in files("style", "css") {
        for part in text.split("var(").skip(1) {
            used.extend(part.split([')', ',']).next().map(str::to_owned));
        }
        for line in text.lines().map(str::trim).filter(|line| line.starts_with("--")) {
            declared.extend(line.split(':').next().map(str::to_owned));
        }
    }
    let undeclared: Vec<_> = used.difference(&declared).collect();
    let unused: Vec<_> = declared.difference(&used).collect();
    assert!(undeclared.is_empty() && unused.is_empty(), "declared nowhere: {undeclared:?}; used nowhere: {unused:?}");
}

#[test]
fn every_style_file_names_its_layer() {
    for (name, text) in files("style", "css") {
        assert!(text.contains("@layer "), "{name} stands outside of the cascade's layers");
    }
}

#[test]
fn a_file_can_be_read_in_one_go() {
    for folder in ["src", "core/src", "core/tests", "sandbox/src", "xtask/src", "tests"] {
        for (name, text) in files(folder, "rs") {
            let lines = text.lines().count();
            assert!(lines <= LINES_MAX, "{name} has {lines} lines");
            assert!(text.starts_with("//!"), "{name} does not say what it is for");
        }
    }
}

/// CSS has no names for what a media query asks: the list at the top of the tokens is where all of them can be seen.
#[test]
fn every_condition_of_a_style_and_every_level_is_one_of_the_tokens() {
    let tokens = std::fs::read_to_string(root().join("style/tokens.css")).expect("the tokens");
    let (listed, _) = tokens.split_once("*/").expect("a comment at the top");
    for (name, text) in files("style", "css") {
        for line in text.lines().map(str::trim) {
            let condition = line.strip_prefix("@media ").or_else(|| line.strip_prefix("@container "));
            let condition = condition.map_or("", |condition| condition.trim_end_matches(" {"));
            assert!(listed.contains(condition), "{name}: {condition} is not listed in style/tokens.css");
            let is_level = line.strip_prefix("z-index:").is_none_or(|level| level.starts_with(" var(--level-"));
            assert!(is_level, "{name}: {line} is no level of style/tokens.css");
        }
    }
}

/// The list has to know the height of a row before it has drawn one to measure.
#[test]
fn the_first_guess_at_a_row_is_its_height() {
    const REM_PX: f64 = 16.0;
    let number_after = |text: &str, start: &str| -> Option<f64> {
        let (_, rest) = text.split_once(start)?;
        rest.split(['r', ';']).next()?.parse().ok()
    };
    let in_files = |folder: &str, ending: &str, start: &str| {
        files(folder, ending).iter().find_map(|(_, text)| number_after(text, start))
    };
    let guess = in_files("src", "rs", "const ROW_PX: f64 = ").expect("a guess");
    let height = in_files("style", "css", "--row-height: ").expect("a height");
    assert!((guess - height * REM_PX).abs() < 0.1, "{guess} px and {height} rem");
}

#[test]
fn no_two_files_need_each_other() {
    for folder in ["core/src", "sandbox/src", "src", "xtask/src"] {
        let inside = |(name, text): (String, String)| (name[folder.len() + 1..].to_owned(), text);
        let files: Vec<_> = files(folder, "rs").into_iter().map(inside).collect();
        let mut found = circles::circles(&files);
        if found.is_empty() {
            found = circles::folder_circles(&files);
        }
        assert!(found.is_empty(), "{folder}: put what both need below both:\n{}", found.join("\n"));
    }
}

#[test]
fn every_colour_can_be_told_from_what_is_behind_it() {
    let tokens = std::fs::read_to_string(root().join("style/tokens.css")).expect("the colours");
    let found = contrast::too_close(&tokens);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Files that are no text. A package or a program that got in by accident stays in the history for good.
const BINARIES: [&str; 3] = ["docs/list.png", "docs/panel.png", "docs/phone.png"];

#[test]
fn no_binary_gets_in_by_accident() {
    fn collect(folder: &Path, ignored: &[&str], out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
            if path.is_dir() {
                if !ignored.contains(&name.as_str()) {
                    collect(&path, ignored, out);
                }
            } else if std::fs::read(&path).expect("a file").contains(&0) {
                out.push(name);
            }
        }
    }
    let ignored = std::fs::read_to_string(root().join(".gitignore")).expect("what git leaves out");
    let ignored: Vec<&str> = ignored.lines().map(|line| line.trim_matches('/')).chain([".git"]).collect();
    let mut found = Vec::new();
    collect(root(), &ignored, &mut found);
    found.sort();
    assert_eq!(found, BINARIES, "either list it, or take it out");
}

#[test]
fn the_documents_begin_with_the_two_commands() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    let top: String = readme.lines().take(30).collect::<Vec<_>>().join("\n");
    assert!(top.contains("cargo xtask demo") && top.contains("cargo xtask test"), "the two commands stand at the top");
}
