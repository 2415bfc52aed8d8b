//! What the code of a program was compiled for, and whose it is, told by the names of its functions. Names are there before
//! `wasm-opt` only, which takes a tenth from everything: so these are shares.

use std::collections::BTreeMap;

use super::program::Program;

/// How many lines each of the two tables has.
const LINES: usize = 16;

pub(super) fn table(program: &Program<'_>) -> String {
    let (mut pages, mut packages): (BTreeMap<String, usize>, BTreeMap<String, usize>) = Default::default();
    let mut all = 0;
    for (function, body) in program.defined() {
        let (name, bytes) = (program.name(function), body.as_bytes().len());
        all += bytes;
        *pages.entry(page_of(&name)).or_default() += bytes;
        *packages.entry(package_of(&name)).or_default() += bytes;
    }
    let lines = |parts: BTreeMap<String, usize>| {
        let mut parts: Vec<_> = parts.into_iter().collect();
        parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
        let line =
            |(part, bytes): &(String, usize)| format!("  {:>5.1} %  {part}\n", 100.0 * *bytes as f64 / all as f64);
        parts.iter().take(LINES).map(line).collect::<String>()
    };
    format!("compiled for, of the code:\n{}written in:\n{}", lines(pages), lines(packages))
}

/// The page, component or module of ours that a function was compiled for, if any.
fn page_of(name: &str) -> String {
    let of = |start: &str, depth: usize| {
        let path = name.get(name.find(start)?..)?;
        let is_path = |character: char| character.is_alphanumeric() || matches!(character, '_' | ':');
        let path = path.split(|character| !is_path(character)).next()?.trim_end_matches(':');
        Some(path.split("::").take(depth).collect::<Vec<_>>().join("::"))
    };
    of("snapdeck::pages::", 4)
        .or_else(|| of("snapdeck::components::", 4))
        .or_else(|| of("snapdeck::", 3))
        .or_else(|| of("snapdeck_core::", 3))
        .unwrap_or_else(|| "all of them".to_owned())
}

/// The package that a function is written in.
fn package_of(name: &str) -> String {
    let path = name.trim_start_matches(['<', '&', '(', '*']);
    let path = path.trim_start_matches("mut ").trim_start_matches("dyn ");
    match path.split_once("::") {
        Some((package, _)) if package.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => {
            package.to_owned()
        }
        _ => "elsewhere".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{package_of, page_of};

    #[test]
    fn a_function_is_told_by_its_name() {
        for (name, page, package) in [
            (
                "snapdeck::pages::snapshots::panel::content::{closure#7}",
                "snapdeck::pages::snapshots::panel",
                "snapdeck",
            ),
            ("<tachys::view::Any as x>::build::<snapdeck::app::App::{closure#1}>", "snapdeck::app::App", "tachys"),
            ("core::ptr::drop_in_place::<snapdeck_core::list::arena::Row>", "snapdeck_core::list::arena", "core"),
            ("<&mut alloc::vec::Vec<u8>>::push", "all of them", "alloc"),
            ("__rust_alloc", "all of them", "elsewhere"),
        ] {
            assert_eq!((page_of(name).as_str(), package_of(name).as_str()), (page, package), "{name}");
        }
    }
}
