//! No circles between the files of a package: where two files need each other, what both need stands below both.
//!
//! Reads the source instead of asking the compiler, which allows any circle. A name that a module re-exports belongs to the
//! file that it comes from; tests may name whatever they test.

use std::collections::{BTreeMap, BTreeSet};

/// A module by its path; the crate's own is empty.
type Module = Vec<String>;
type Graph = BTreeMap<Module, BTreeSet<Module>>;

const PATH_STARTS: [&str; 3] = ["crate", "self", "super"];

/// The circles among the files of a source folder, each as its modules in the order in which they need each other.
pub fn circles(files: &[(String, String)]) -> Vec<String> {
    find(&graph(files))
}

/// The same among its folders: a module counts as its first part.
pub fn folder_circles(files: &[(String, String)]) -> Vec<String> {
    let mut folders = Graph::new();
    for (module, needed) in graph(files).iter().filter(|(module, _)| !module.is_empty()) {
        let others = needed.iter().filter(|other| !other.is_empty() && other[0] != module[0]);
        folders.entry(module[..1].to_vec()).or_default().extend(others.map(|other| other[..1].to_vec()));
    }
    find(&folders)
}

struct Source {
    tokens: Vec<String>,
    /// What it re-exports, by the name here, with the path it comes from.
    exports: BTreeMap<String, Vec<String>>,
}

fn graph(files: &[(String, String)]) -> Graph {
    let library = files.iter().any(|(name, _)| name == "lib.rs");
    let is_left_out = |name: &str| name.ends_with("tests.rs") || (library && name == "main.rs");
    let mut sources = BTreeMap::new();
    for (name, text) in files.iter().filter(|(name, _)| !is_left_out(name)) {
        let module = module_of(name);
        let tokens = tokens(text);
        let exports = exports(&module, &tokens);
        sources.insert(module, Source { tokens, exports });
    }
    let needs = |(module, source): (&Module, &Source)| {
        let needed = paths(module, source, &sources).into_iter().map(|path| resolve(path, &sources));
        (module.clone(), needed.filter(|other| other != module).collect())
    };
    sources.iter().map(needs).collect()
}

fn module_of(name: &str) -> Module {
    let mut parts: Module = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// The words and signs of the code, without comments, texts and the tests at its end.
fn tokens(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let code = code.split("#[cfg(test)]\n#[path").next().unwrap_or_default();
    let mut tokens: Vec<String> = Vec::new();
    for line in code.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let mut in_text = false;
        let mut last = ' ';
        for sign in line.chars() {
            in_text ^= sign == '"' && last != '\\';
            let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
            let goes_on = (is_word(sign) && is_word(last)) || (sign == ':' && last == ':');
            match tokens.last_mut() {
                _ if in_text || sign.is_whitespace() => {}
                Some(token) if goes_on => token.push(sign),
                _ => tokens.push(sign.to_string()),
            }
            last = if in_text { ' ' } else { sign };
        }
    }
    tokens
}

/// Reads the tree of paths that begins at a token, as in `a::{b, c::d as e}`: every path in it, with its name here.
fn tree(tokens: &[String], at: &mut usize, path: &[String], out: &mut Vec<(Vec<String>, String)>) {
    let mut path = path.to_vec();
    while let Some(token) = tokens.get(*at) {
        *at += 1;
        if token == "{" {
            while tokens.get(*at).is_some_and(|token| token != "}") {
                tree(tokens, at, &path, out);
                *at += usize::from(tokens.get(*at).is_some_and(|token| token == ","));
            }
            *at += 1;
            return;
        }
        if token != "self" || path.is_empty() {
            path.push(token.clone());
        }
        if tokens.get(*at).is_none_or(|token| token != "::") {
            break;
        }
        *at += 1;
    }
    let mut name = path.last().cloned().unwrap_or_default();
    if tokens.get(*at).is_some_and(|token| token == "as") {
        name.clone_from(&tokens[*at + 1]);
        *at += 2;
    }
    out.push((path, name));
}

fn absolute(module: &[String], path: &[String]) -> Vec<String> {
    let mut base = module.to_vec();
    let mut rest = path;
    match path.first().map(String::as_str) {
        Some("crate") => (base, rest) = (Vec::new(), &path[1..]),
        Some("self") => rest = &path[1..],
        _ => {}
    }
    while rest.first().is_some_and(|part| part == "super") {
        base.pop();
        rest = &rest[1..];
    }
    base.extend_from_slice(rest);
    base
}

/// Where each `pub use` of a file stands among its tokens: the first one of the path.
fn reexports(tokens: &[String]) -> impl Iterator<Item = usize> {
    let is_public = |at: usize| {
        let before = &tokens[..at];
        before.ends_with(&["pub".to_owned()])
            || (before.ends_with(&[")".to_owned()]) && before.len() > 3 && before[before.len() - 4] == "pub")
    };
    (0..tokens.len()).filter(move |at| tokens[*at] == "use" && is_public(*at)).map(|at| at + 1)
}

fn exports(module: &[String], tokens: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut found = Vec::new();
    reexports(tokens).for_each(|mut at| tree(tokens, &mut at, &[], &mut found));
    found.into_iter().map(|(path, name)| (name, absolute(module, &path))).collect()
}

/// All that a file names of its package. A re-export counts where the file itself uses the name.
fn paths(module: &Module, source: &Source, sources: &BTreeMap<Module, Source>) -> Vec<Vec<String>> {
    let Source { tokens, exports } = source;
    let is_child = |token: &String| sources.contains_key(&[module.as_slice(), std::slice::from_ref(token)].concat());
    let passed_on: Vec<usize> = reexports(tokens).collect();
    let mut found = Vec::new();
    for at in 0..tokens.len().saturating_sub(1) {
        let begins = PATH_STARTS.contains(&tokens[at].as_str()) || is_child(&tokens[at]);
        let is_inside = at > 0 && tokens[at - 1] == "::";
        if begins && tokens[at + 1] == "::" && !is_inside && !passed_on.contains(&at) {
            let mut next = at;
            tree(tokens, &mut next, &[], &mut found);
        }
    }
    let is_used = |name: &str| tokens.iter().filter(|token| *token == name).count() > 1;
    let used = exports.iter().filter(|(name, _)| is_used(name)).map(|(_, path)| path.clone());
    found.into_iter().map(|(path, _)| absolute(module, &path)).chain(used).collect()
}

/// The file that a path leads to, through all re-exports.
fn resolve(mut path: Vec<String>, sources: &BTreeMap<Module, Source>) -> Module {
    loop {
        let depth = (0..=path.len()).rev().find(|depth| sources.contains_key(&path[..*depth])).unwrap_or_default();
        let module = &path[..depth];
        let name = path.get(depth).and_then(|name| Some((name, sources.get(module)?)));
        let Some(origin) = name.and_then(|(name, source)| source.exports.get(name)) else { return module.to_vec() };
        let next = [origin.as_slice(), &path[depth + 1..]].concat();
        if next == path {
            return module.to_vec();
        }
        path = next;
    }
}

/// For each module its shortest way back to itself; each circle once.
fn find(graph: &Graph) -> Vec<String> {
    let mut circles = BTreeMap::new();
    for start in graph.keys() {
        let mut ways = vec![vec![start]];
        let mut seen = BTreeSet::new();
        while let Some(way) = ways.pop() {
            let here = way[way.len() - 1];
            for next in graph.get(here).into_iter().flatten() {
                if next == start {
                    circles.entry(way.iter().copied().collect::<BTreeSet<_>>()).or_insert_with(|| way.clone());
                } else if seen.insert(next) {
                    ways.insert(0, [way.as_slice(), &[next]].concat());
                }
            }
        }
    }
    let name = |module: &&Module| if module.is_empty() { "the crate".to_owned() } else { module.join("::") };
    circles.values().map(|way| way.iter().map(name).collect::<Vec<_>>().join(" → ")).collect()
}

#[test]
fn a_planted_circle_is_found() {
    let check = |files: &[(&str, &str)], expected: &[&str]| {
        let files: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(circles(&files), expected, "{files:?}");
    };
    check(&[("lib.rs", "pub mod a;"), ("a.rs", "use crate::b::B;"), ("b.rs", "struct B;")], &[]);
    check(&[("a.rs", "use crate::b::B;"), ("b.rs", "fn f() { super::a::g() }")], &["a → b"]);
    check(
        &[("a.rs", "use crate::{x::X, b::{self, B as C}};"), ("b.rs", "use crate::c;"), ("c.rs", "use crate::a::A;")],
        &["a → b → c"],
    );
    // Through the module that passes a name on, which itself needs nothing.
    let passes_on = ("p/mod.rs", "mod a;\nmod b;\npub use self::a::A;\npub(super) use b::B;");
    check(&[passes_on, ("p/a.rs", "use super::B;"), ("p/b.rs", "use crate::p::A;")], &["p::a → p::b"]);
    check(&[passes_on, ("p/a.rs", "use super::B;"), ("p/b.rs", "")], &[]);
    // A module and its own part.
    check(&[("p.rs", "mod a;\nfn f() { a::g() }"), ("p/a.rs", "use super::T;")], &["p → p::a"]);
    check(&[("p.rs", "mod a;\npub use a::A;\nstruct T(A);"), ("p/a.rs", "use super::T;")], &["p → p::a"]);
    // Neither comments, nor texts, nor tests.
    let quiet = "// crate::a::A\nconst T: &str = \"crate::a\";\n#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}";
    check(&[("a.rs", "use crate::b::B;"), ("b.rs", quiet), ("b_tests.rs", "use crate::a::A;")], &[]);
}
