//! Splits the release: what is not needed for the first rows becomes a WebAssembly file of its own (`src/boot.rs`).
//!
//! Trunk 0.21 cannot. It builds the page, the style sheet and the whole program; here the program that Cargo linked for
//! it is split, bound, optimized and put in the place of the whole.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use crate::Outcome;
use crate::build::{files, read};
use crate::run::{program, root, run};
use crate::setup::BuildTools;

/// What Cargo must be told so that its result can be split. The paths of this machine would be in the program, for its
/// panics to tell: they weigh, and concern nobody.
pub(crate) fn rust_flags() -> Outcome<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let packages = home.ok_or("there is no home folder")?.join("registry/src");
    // Below it stands a folder for the registry.
    let registries = std::fs::read_dir(&packages).map_err(|error| format!("{}: {error}", packages.display()))?;
    let folders = registries.filter_map(|entry| Some(entry.ok()?.path())).chain([root()]);
    let remap: Vec<String> = folders.map(|path| format!("--remap-path-prefix={}=", path.display())).collect();
    Ok(format!("-C link-args=--emit-relocs --cfg split {}", remap.join(" ")))
}

/// The name that the tool gives to the part which `src/boot.rs` calls `later`.
const LATER: &str = "split_later";

/// `target_features` does not survive the splitting, so that they are named. The same as Rust's target has.
const WASM_OPT: [&str; 10] = [
    "-Oz",
    "--converge",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// How many hexadecimal digits of a hash stand in a name, as in Trunk's.
const HASH_CHARS: usize = 16;

/// Puts the split program into a folder that Trunk has filled.
pub(crate) fn split(dist: &Path, tools: &BuildTools) -> Outcome {
    let linked = read(&root().join("target/wasm32-unknown-unknown/release/snapdeck.wasm"))?;
    let hash: String = Sha256::digest(&linked).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = &hash[..HASH_CHARS];
    let (name, loader, later) = (format!("snapdeck-{hash}"), format!("split-{hash}.js"), format!("later-{hash}.wasm"));
    let work = root().join("target/split");
    remove(&work)?;
    cut(&linked, &work, &name, &loader)?;
    bind(tools, &work, &name)?;
    optimize(tools, &work.join(format!("bound/{name}_bg.wasm")), &work.join("main.wasm"))?;
    optimize(tools, &work.join(format!("{LATER}.wasm")), &work.join("later.wasm"))?;

    let old = trunk_names(dist)?;
    old.iter().try_for_each(|file| delete(&dist.join(file)))?;
    put(&work.join(format!("bound/{name}.js")), &dist.join(format!("{name}.js")))?;
    put(&work.join("main.wasm"), &dist.join(format!("{name}_bg.wasm")))?;
    put(&work.join("later.wasm"), &dist.join(&later))?;
    let script = text(&work.join(&loader))?;
    let checked = integrity(&read(&dist.join(&later))?);
    // The browser checks what arrives: neither file is covered by another's hash.
    let from = format!("new URL(\"./{LATER}.wasm\", import.meta.url)");
    let to = format!("new URL(\"./{later}\", import.meta.url), {{ integrity: \"{checked}\" }}");
    if script.matches(&from).count() != 1 {
        return Err(format!("{loader} does not load {LATER}.wasm as expected"));
    }
    write(&dist.join(&loader), &script.replace(&from, &to))?;
    relink(dist, &old, &name, &loader)
}

fn cut(linked: &[u8], work: &Path, name: &str, loader: &str) -> Outcome {
    let (main, main_module, link_name) = (work.join("whole-main.wasm"), format!("./{name}.js"), format!("./{loader}"));
    let mut options = wasm_split_cli_support::Options::new(linked);
    options.output_dir = work;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = &link_name;
    options.target.web();
    let split = wasm_split_cli_support::transform(options).map_err(|error| format!("splitting: {error:#}"))?;
    match split.split_modules.as_slice() {
        [only] if *only == work.join(format!("{LATER}.wasm")) => Ok(()),
        others => Err(format!("splitting made {others:?} instead of one part")),
    }
}

fn bind(tools: &BuildTools, work: &Path, name: &str) -> Outcome {
    let mut command =
        program(&tools.wasm_bindgen, &["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", name]);
    command.arg("--out-dir").arg(work.join("bound")).arg(work.join("whole-main.wasm"));
    run("binding the first part", &mut command)
}

fn optimize(tools: &BuildTools, from: &Path, to: &Path) -> Outcome {
    let mut command = program(&tools.wasm_opt, &WASM_OPT);
    command.arg(from).arg("-o").arg(to);
    run("optimizing a part", &mut command)
}

/// The names that Trunk gave to the script and the program.
fn trunk_names(dist: &Path) -> Outcome<Vec<String>> {
    let names = files(dist)?.into_iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()));
    let is_it = |name: &String| name.starts_with("snapdeck-") && (name.ends_with(".js") || name.ends_with(".wasm"));
    Ok(names.filter(is_it).collect())
}

/// Names the new files in the page, with their hashes.
fn relink(dist: &Path, old: &[String], name: &str, loader: &str) -> Outcome {
    let index = dist.join("index.html");
    let mut html = String::new();
    for tag in text(&index)?.split_inclusive('>') {
        let Some(old) = old.iter().find(|old| tag.contains(old.as_str())) else {
            html.push_str(tag);
            continue;
        };
        let new = if old.ends_with(".js") { format!("{name}.js") } else { format!("{name}_bg.wasm") };
        let tag = with_integrity(&tag.replace(old, &new), &integrity(&read(&dist.join(&new))?))?;
        html.push_str(&tag);
        if old.ends_with(".js") {
            let checked = integrity(&read(&dist.join(loader))?);
            html.push_str(&with_integrity(&tag.replace(&new, loader), &checked)?);
        }
    }
    write(&index, &html)
}

/// A tag with another hash in the place of the one that it has.
fn with_integrity(tag: &str, hash: &str) -> Outcome<String> {
    let start = tag.find("sha384-").ok_or_else(|| format!("{tag} has no hash"))?;
    let end = tag[start..].find([' ', '"', '>']).map_or(tag.len(), |length| start + length);
    Ok(format!("{}{hash}{}", &tag[..start], &tag[end..]))
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

fn text(file: &Path) -> Outcome<String> {
    String::from_utf8(read(file)?).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, text: &str) -> Outcome {
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

fn put(from: &Path, to: &Path) -> Outcome {
    std::fs::copy(from, to).map(drop).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

fn delete(file: &PathBuf) -> Outcome {
    std::fs::remove_file(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn remove(folder: &Path) -> Outcome {
    if !folder.exists() {
        return Ok(());
    }
    std::fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::with_integrity;

    #[test]
    fn a_hash_takes_the_place_of_another() {
        for (tag, expected) in [
            ("<link href=/a.js integrity=sha384-old rel=x>", "<link href=/a.js integrity=sha384-new rel=x>"),
            ("<link integrity=\"sha384-a+b/c=\">", "<link integrity=\"sha384-new\">"),
            ("<link data-integrity=sha384-old>", "<link data-integrity=sha384-new>"),
        ] {
            assert_eq!(with_integrity(tag, "sha384-new").as_deref(), Ok(expected));
        }
        assert!(with_integrity("<link>", "sha384-new").is_err());
    }
}
