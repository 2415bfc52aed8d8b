//! Cuts the program of a release in two: what the list and its verbs do without comes later, in a file of its own
//! (`src/components/later.rs`, `public/boot.js`).
//!
//! No code stands twice for it. A module with a function called `later` comes later: all that was compiled for it, as the names
//! say, and what only that calls. What comes first enters it by that function, and cutting fails when it calls anything else of
//! it. The two share memory and table; what the second calls of the first is exported under a short name. Until the second is
//! there, its places in the table hold a function that stops the program. It was done by Leptos' own tools once (`wasm_split`,
//! lazy routes): they cost 27 KB where this costs 9.

mod first;
mod later;
mod program;
mod table;

use std::path::{Path, PathBuf};

use wasm_encoder::ExportKind;

use self::program::{Plan, Program};
use crate::files::{files, read};
use crate::run::{Outcome, program as command, root, run};
use crate::setup::BuildTools;

/// What only pages and dialogs that come later use, beside the modules of their functions `later`.
const LATER: [&str; 3] =
    ["snapdeck::components::machine::", "snapdeck_core::list::export::", "snapdeck_core::timeline::"];

/// What nothing of ours reaches: streams of server functions, which Leptos brings along and wasm-bindgen exports for good. 3 KB.
const UNUSED: [&str; 2] = ["wasm_streams::", "intounderlying"];

/// What `wasm-opt` is told. It inlines nothing more than what makes the whole smaller at once: 2 KB of brotli. Stripping takes away
/// where a program names its features, so that they are named: those of Rust's target.
const WASM_OPT: [&str; 18] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--always-inline-max-function-size",
    "0",
    "--flexible-inline-max-function-size",
    "0",
    "--one-caller-inline-max-function-size",
    "0",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// How the names of the two files end.
pub(crate) const FIRST: &str = "_bg.wasm";
pub(crate) const SECOND: &str = "_later.wasm";

/// Where it is written what the program is made of.
pub(crate) const TABLE: &str = "target/weight-table.txt";

/// Cuts the program in a folder, and makes both parts small. Answers the new file.
pub(crate) fn program(dist: &Path, tools: &BuildTools) -> Outcome<PathBuf> {
    let files = files(dist)?;
    let is_program = |file: &&PathBuf| file.to_string_lossy().ends_with(FIRST);
    let whole = files.iter().find(is_program).ok_or_else(|| format!("{}: no program", dist.display()))?;
    let second = PathBuf::from(whole.to_string_lossy().replace(FIRST, SECOND));
    let bytes = read(whole)?;
    let written = root().join(TABLE);
    std::fs::write(&written, table::table(&Program::read(&bytes)?))
        .map_err(|error| format!("{}: {error}", written.display()))?;
    let (one, two) = cut(&bytes, &LATER).map_err(|error| format!("{}: {error}", whole.display()))?;
    for (file, bytes) in [(whole, one), (&second, two)] {
        std::fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut optimize = command("wasm-opt", &WASM_OPT);
        optimize.arg(file).arg("-o").arg(file).env("PATH", tools.path()?);
        run("making a part of the program small", &mut optimize)?;
    }
    Ok(second)
}

/// What comes first, and what comes later.
fn cut(bytes: &[u8], modules: &[&str]) -> Outcome<(Vec<u8>, Vec<u8>)> {
    let program = Program::read(bytes)?;
    let plan = Plan::of(&program, modules, &UNUSED)?;
    if plan.entries.is_empty() {
        return Err("nothing comes later: does the program have its names?".to_owned());
    }
    let shared = shared(&program, &plan);
    Ok((first::first(bytes, &program, &plan, &shared)?, later::later(&program, &plan, &shared)?))
}

/// All that the second part needs of the first: memory, tables, globals and functions, in this order, with names that nothing else
/// has there.
fn shared(program: &Program<'_>, plan: &Plan) -> Vec<first::Shared> {
    let all = |kind: ExportKind, count: usize| (0..).take(count).map(move |index| (kind, index));
    let places = all(ExportKind::Memory, program.memories.len())
        .chain(all(ExportKind::Table, program.tables.len()))
        .chain(all(ExportKind::Global, program.globals.len()))
        .chain(plan.needed.iter().map(|function| (ExportKind::Func, *function)));
    // wasm-bindgen's own names have small letters.
    places.enumerate().map(|(number, (kind, index))| (name(number, b'A'), kind, index)).collect()
}

/// The shortest names of letters, by number: a, b, … z, aa, ab, …, beginning with `a` or with `A`.
pub(crate) fn name(mut number: usize, first: u8) -> String {
    let mut letters = Vec::new();
    loop {
        letters.extend((first..).nth(number % 26).map(char::from));
        match (number / 26).checked_sub(1) {
            Some(more) => number = more,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests;
