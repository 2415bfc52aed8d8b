//! What a first visit downloads, and whether it may. The application is one file: nothing comes later.

use std::io::Write as _;
use std::path::PathBuf;

use crate::files::{files, read};
use crate::run::{Outcome, root};

/// How far it may grow over the recorded figure before somebody must change that on purpose.
const GROWTH_MAX: usize = 1024;

/// Where the figure is kept.
const RECORD: &str = "docs/weight.txt";

/// Prints what the application is made of, and answers its weight in bytes.
pub(crate) fn report() -> Outcome<usize> {
    let mut parts: Vec<(PathBuf, usize, usize)> = Vec::new();
    for file in files(&root().join("dist"))? {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if matches!(ending, "html" | "css" | "js" | "wasm") {
            let bytes = read(&file)?;
            parts.push((file, bytes.len(), brotli(&bytes)?.len()));
        }
    }
    parts.sort_by_key(|(_, _, compressed)| std::cmp::Reverse(*compressed));
    println!("what is waited for until the list and its verbs work, which is all there is (brotli 11):");
    for (file, plain, compressed) in &parts {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("  {compressed:>8} bytes of {plain:>8}  {name}");
    }
    let total = parts.iter().map(|(_, _, compressed)| compressed).sum();
    println!("  {total:>8} bytes in all");
    Ok(total)
}

/// Fails when the application in `dist/` grew without anybody saying so.
pub(crate) fn check() -> Outcome {
    let total = report()?;
    let text = std::fs::read_to_string(root().join(RECORD)).map_err(|error| format!("{RECORD}: {error}"))?;
    judge(total, text.trim().parse().map_err(|error| format!("{RECORD}: {error}"))?)
}

fn judge(total: usize, recorded: usize) -> Outcome {
    if total > recorded + GROWTH_MAX {
        return Err(format!(
            "the application grew from {recorded} to {total} bytes. If it is worth it, write {total} into {RECORD}"
        ));
    }
    Ok(())
}

/// Compresses as hard as brotli can.
pub(crate) fn brotli(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    writer.write_all(bytes).map_err(|error| error.to_string())?;
    drop(writer);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn the_application_does_not_grow_unseen() {
        for (total, is_told) in [(90_000, false), (100_000, false), (101_024, false), (101_025, true)] {
            assert_eq!(judge(total, 100_000).is_err(), is_told, "{total}");
        }
    }
}
