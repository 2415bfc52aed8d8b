//! One style sheet out of the files of `style/`. Each file names its cascade layer itself, so that only the declaration
//! of the layers must come first.

use std::path::{Path, PathBuf};

use crate::run::{Outcome, root};

const FIRST: &str = "layers.css";

/// `cargo xtask style`: writes `target/style/snapdeck.css`, unless it would be the same.
pub(crate) fn bundle() -> Outcome {
    let folder = root().join("style");
    let mut files = Vec::new();
    collect(&folder, &mut files)?;
    files.sort_by_key(|file| (file.file_name().is_none_or(|name| name != FIRST), file.clone()));
    let mut sheet = String::new();
    for file in files {
        sheet.push_str(&std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    let out = root().join("target/style/snapdeck.css");
    if std::fs::read_to_string(&out).is_ok_and(|old| old == sheet) {
        return Ok(());
    }
    let wrong = |error: std::io::Error| format!("{}: {error}", out.display());
    std::fs::create_dir_all(root().join("target/style")).map_err(wrong)?;
    std::fs::write(&out, sheet).map_err(wrong)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "css") {
            files.push(path);
        }
    }
    Ok(())
}
