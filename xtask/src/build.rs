//! The release files in `dist/`, checked and compressed; and the development files that the journeys run on.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::files::{files, read};
use crate::run::{Outcome, cargo, program, root, run};
use crate::setup::BuildTools;
use crate::{arrange, cut, minify, names, setup, size, style};

/// What a build is made from. When none of it is newer than the stamp, the build stands.
const INPUTS: [&str; 11] = [
    ".cargo",
    "core",
    "src",
    "style",
    "public",
    "deploy",
    "xtask",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
];

/// `cargo xtask build [--base /PREFIX]`.
pub(crate) fn command(args: &[String]) -> Outcome {
    let base = match args {
        [] => "",
        [flag, base] if flag == "--base" => base.trim_end_matches('/'),
        _ => return Err("usage: cargo xtask build [--base /PREFIX]".to_owned()),
    };
    if !base.is_empty() && !base.starts_with('/') {
        return Err(format!("--base {base}: a prefix begins with a slash"));
    }
    release(base)?;
    size::report().map(drop)
}

/// Builds `dist/`, unless it is there already from the same sources and for the same prefix.
pub(crate) fn release(base: &str) -> Outcome<PathBuf> {
    let (dist, stamp) = (root().join("dist"), root().join("target/dist.stamp"));
    if std::fs::read_to_string(&stamp).is_ok_and(|built| built == base)
        && is_newer(&stamp)
        && dist.join("index.html").is_file()
    {
        eprintln!("· dist/ is up to date");
        return Ok(dist);
    }
    let tools = setup::build_tools()?;
    trunk(&tools, &dist, base, &RELEASE)?;
    let mut known = names::known(&dist)?;
    known.push(names::mention(&dist, &cut::program(&dist, &tools)?)?);
    arrange::programs(&dist)?;
    minify::scripts(&dist)?;
    names::renew(&dist, &known)?;
    std::fs::write(dist.join("_headers"), host_headers()?).map_err(|error| format!("dist/_headers: {error}"))?;
    compress(&dist)?;
    std::fs::write(&stamp, base).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(dist)
}

/// Builds the development files for the journeys. Never into `dist/`.
pub(crate) fn development() -> Outcome<PathBuf> {
    let dist = root().join("target/dev-dist");
    trunk(&setup::build_tools()?, &dist, "", &[])?;
    refuse_inner_html(&dist)?;
    Ok(dist)
}

fn trunk(tools: &BuildTools, dist: &Path, base: &str, more: &[&str]) -> Outcome {
    // Trunk takes the file before its own hook has made it for the first time.
    style::bundle()?;
    let mut fetch = cargo(&["fetch", "--target", TARGET]);
    let mut command = program(&tools.trunk, &["build", "--offline", "--dist"]);
    command.arg(dist).args(more).env("PATH", tools.path()?).env("NO_COLOR", "true").env("RUST_LOG", "warn");
    if more == RELEASE {
        setup::rust_source()?;
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", rust_flags()?);
        for command in [&mut fetch, &mut command] {
            command.envs(UNSTABLE);
        }
    }
    run("fetching the packages", fetch.env("CARGO_TERM_QUIET", "true"))?;
    if !base.is_empty() {
        command.args(["--public-url", &format!("{base}/")]).env("SNAPDECK_BASE", base);
    }
    run("building the dashboard", &mut command)?;
    finish_page(&dist.join("index.html"), base)
}

/// A release, but that Trunk runs no wasm-opt: that follows once the program is cut.
const RELEASE: [&str; 4] = ["--cargo-profile", "release", "--minify", "true"];

/// What dashboards are compiled for.
const TARGET: &str = "wasm32-unknown-unknown";

/// The release builds the standard library with it: without the texts of panics and without unwinding it is 31 KB lighter
/// (docs/decisions/weight.md). Stable Rust builds the same application, only heavier: whoever runs plain Trunk needs none of this.
const UNSTABLE: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    // The names say which functions come later (`cut`).
    ("CARGO_PROFILE_RELEASE_STRIP", "none"),
];

/// What makes the code lighter. Copying a value takes one instruction instead of one for each eight bytes: 15 KB
/// (docs/decisions/weight.md).
///
/// LLVM does not merge functions that are alike: one that is called by the name of a page that comes later might serve another
/// page as well. `wasm-opt` merges them, in each part.
const LIGHT: [&str; 7] = [
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zmerge-functions=disabled",
    "-Cllvm-args=-max-store-memcpy=1",
    "-Cllvm-args=-max-store-memmove=1",
];

/// The flags of a release. The paths of this machine would be in the program, for its panics to tell: they concern nobody.
fn rust_flags() -> Outcome<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let packages = home.ok_or("there is no home folder")?.join("registry/src");
    // Below it stands a folder for the registry.
    let registries = std::fs::read_dir(&packages).map_err(|error| format!("{}: {error}", packages.display()))?;
    let folders = registries.filter_map(|entry| Some(entry.ok()?.path())).chain([root()]);
    let remap = folders.map(|path| format!("--remap-path-prefix={}=", path.display()));
    Ok(LIGHT.into_iter().map(str::to_owned).chain(remap).collect::<Vec<_>>().join(" "))
}

/// What Trunk leaves to do in the page.
fn finish_page(index: &Path, base: &str) -> Outcome {
    let wrong = |error: std::io::Error| format!("{}: {error}", index.display());
    let html = std::fs::read_to_string(index).map_err(wrong)?;
    let tags = html.split_inclusive('>').map(|tag| finish_tag(tag, base));
    std::fs::write(index, tags.collect::<String>()).map_err(wrong)
}

/// Chromium warns about a hash on the preload of a WebAssembly file, which it does not check there: our boot script does, and
/// finds it under another name as well. With `crossorigin`, WebKit fetches it twice (boot.js). What Trunk copies as it is, it does
/// not look for under a prefix.
fn finish_tag(tag: &str, base: &str) -> String {
    if tag.contains("application/wasm") {
        let tag = tag.replace(" crossorigin=\"anonymous\"", "").replace(" crossorigin", "");
        return tag.replace(" integrity=", " data-integrity=");
    }
    ["icon.svg", "config.json"].iter().fold(tag.to_owned(), |tag, file| {
        ["=\"/", "=/"]
            .iter()
            .fold(tag, |tag, start| tag.replace(&format!("{start}{file}"), &format!("{start}{}{file}", prefix(base))))
    })
}

/// The prefix as it stands after a slash and before a name.
fn prefix(base: &str) -> String {
    base.strip_prefix('/').map(|inner| format!("{inner}/")).unwrap_or_default()
}

/// A view that Leptos would set through `innerHTML` dies under our policy, and a branch that no journey visits would stay broken.
/// Only development files have names; the views are the same.
fn refuse_inner_html(dist: &Path) -> Outcome {
    const MADE_OF_HTML: &[u8] = b"InertElement";
    for file in files(dist)? {
        let is_program = file.extension().is_some_and(|ending| ending == "wasm");
        if is_program && read(&file)?.windows(MADE_OF_HTML.len()).any(|word| word == MADE_OF_HTML) {
            return Err("some nested element of a view! is wholly static: Leptos would set it through innerHTML, which the policy \
                        forbids. Give it one value that is no literal (ARCHITECTURE.md, Trusted Types)"
                .to_owned());
        }
    }
    Ok(())
}

/// The production headers in the form that hosts of static files read.
fn host_headers() -> Outcome<String> {
    let text = |path: &str| std::fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"));
    let config: serde_json::Value =
        serde_json::from_str(&text("public/config.json")?).map_err(|error| format!("public/config.json: {error}"))?;
    let address = config["apiBaseUrl"].as_str().unwrap_or_default();
    let origin = match address.split_once("://") {
        Some((scheme, rest)) => format!(" {scheme}://{}", rest.split('/').next().unwrap_or_default()),
        None => String::new(),
    };
    let headers = text("deploy/headers.txt")?;
    let lines = headers.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    Ok(lines.fold("/*\n".to_owned(), |out, line| out + "  " + &line.replace(" API-ORIGIN", &origin) + "\n"))
}

/// Puts a `.br` and a `.gz` beside every file that travels.
pub(crate) fn compress(dist: &Path) -> Outcome {
    for file in files(dist)? {
        let travels = ["html", "css", "js", "wasm", "svg", "json"];
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if !travels.contains(&ending) {
            continue;
        }
        let bytes = read(&file)?;
        let write = |more: &str, bytes: Vec<u8>| {
            std::fs::write(file.with_extension(format!("{ending}.{more}")), bytes).map_err(|error| error.to_string())
        };
        write("br", size::brotli(&bytes)?)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&bytes).map_err(|error| error.to_string())?;
        write("gz", gzip.finish().map_err(|error| error.to_string())?)?;
    }
    Ok(())
}

/// Whether a stamp is newer than everything that a build is made from.
fn is_newer(stamp: &Path) -> bool {
    let modified = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    fn newest(path: &Path, of: &dyn Fn(&Path) -> Option<SystemTime>) -> Option<SystemTime> {
        let own = of(path);
        let inner =
            std::fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path(), of));
        inner.chain(own).max()
    }
    let Some(stamped) = modified(stamp) else { return false };
    INPUTS.iter().filter_map(|input| newest(&root().join(input), &modified)).all(|changed| changed < stamped)
}

#[cfg(test)]
mod tests {
    use super::finish_tag;

    #[test]
    fn the_page_asks_for_its_files_below_the_prefix_and_keeps_the_hash_of_the_program() {
        for (tag, base, expected) in [
            ("<link href=/icon.svg>", "", "<link href=/icon.svg>"),
            ("<link href=\"/icon.svg\">", "/a/b", "<link href=\"/a/b/icon.svg\">"),
            ("<link href=/config.json as=fetch>", "/a", "<link href=/a/config.json as=fetch>"),
            (
                "<link crossorigin type=application/wasm integrity=x>",
                "/a",
                "<link type=application/wasm data-integrity=x>",
            ),
            ("<script integrity=x>", "", "<script integrity=x>"),
        ] {
            assert_eq!(finish_tag(tag, base), expected);
        }
    }
}
