//! Reading what a build made.

use std::path::{Path, PathBuf};

use crate::run::Outcome;

/// The files directly in a folder: a build has no folders.
pub(crate) fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        files.push(entry.map_err(wrong)?.path());
    }
    files.sort();
    Ok(files)
}

pub(crate) fn read(file: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))
}
