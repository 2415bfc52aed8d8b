//! What a first visit downloads, and whether it may.

use std::io::Write as _;
use std::path::PathBuf;

use crate::cut::{SECOND, TABLE};
use crate::files::{files, read};
use crate::run::{Outcome, root};

/// How far a figure may grow over the recorded one before somebody must change that on purpose.
const GROWTH_MAX: usize = 1024;

/// Where the figures are kept.
const RECORD: &str = "docs/weight.txt";

/// Bytes of brotli.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Weight {
    /// What is waited for until the list and its verbs work.
    waited_for: usize,
    whole: usize,
}

/// Prints what the application is made of, and answers what it weighs.
pub(crate) fn report() -> Outcome<Weight> {
    let mut parts: Vec<(PathBuf, usize, usize)> = Vec::new();
    for file in files(&root().join("dist"))? {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if matches!(ending, "html" | "css" | "js" | "wasm") {
            let bytes = read(&file)?;
            parts.push((file, bytes.len(), brotli(&bytes)?.len()));
        }
    }
    parts.sort_by_key(|(_, _, compressed)| std::cmp::Reverse(*compressed));
    let mut weight = Weight { waited_for: 0, whole: 0 };
    println!("the application (brotli 11):");
    for (file, plain, compressed) in &parts {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("  {compressed:>8} bytes of {plain:>8}  {name}");
        weight.whole += compressed;
        weight.waited_for += if name.ends_with(SECOND) { 0 } else { *compressed };
    }
    println!("  {:>8} bytes are waited for until the list and its verbs work", weight.waited_for);
    println!("  {:>8} bytes in all", weight.whole);
    let table = root().join(TABLE);
    println!("{}", std::fs::read_to_string(&table).map_err(|error| format!("{}: {error}", table.display()))?);
    Ok(weight)
}

/// Fails when the application grew without anybody saying so.
pub(crate) fn check() -> Outcome {
    let text = std::fs::read_to_string(root().join(RECORD)).map_err(|error| format!("{RECORD}: {error}"))?;
    judge(report()?, recorded(&text)?)
}

fn recorded(text: &str) -> Outcome<Weight> {
    let figure = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_suffix(name)?.trim().parse().ok());
        line.ok_or_else(|| format!("{RECORD}: there is no line of a number and `{name}`"))
    };
    Ok(Weight { waited_for: figure("waited for")?, whole: figure("in all")? })
}

fn judge(now: Weight, recorded: Weight) -> Outcome {
    let grew = |now: usize, recorded: usize| now > recorded + GROWTH_MAX;
    if grew(now.waited_for, recorded.waited_for) || grew(now.whole, recorded.whole) {
        return Err(format!(
            "the application grew. If it is worth it, write into {RECORD}:\n{} waited for\n{} in all",
            now.waited_for, now.whole
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
    use super::{Weight, judge, recorded};

    #[test]
    fn the_application_does_not_grow_unseen() {
        let record = recorded("200000 waited for\n250000 in all\n").expect("two figures");
        assert_eq!(record, Weight { waited_for: 200_000, whole: 250_000 });
        for (waited_for, whole, is_told) in
            [(190_000, 240_000, false), (201_024, 251_024, false), (201_025, 250_000, true), (200_000, 251_025, true)]
        {
            assert_eq!(judge(Weight { waited_for, whole }, record).is_err(), is_told, "{waited_for} {whole}");
        }
        assert!(recorded("250000").is_err());
    }
}
