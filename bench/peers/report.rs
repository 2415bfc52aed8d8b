//! Prints what was measured, and writes it down with what it is and what it is not.

use std::path::Path;

use serde_json::Value;

use crate::machine::{machine, output};
use crate::serve::Served;
use crate::{CPU_SLOWDOWN, DOWN_BITS_PER_SECOND, LATENCY_MS, Load, ROUNDS, SNAPSHOTS};

/// What the peers are made of, in exact versions.
const PACKAGES: &str = include_str!("apps/package.json");

/// Least, median and most.
struct Spread([f64; 3]);

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        Some(Self([*values.first()?, values[values.len() / 2], *values.last()?]))
    }

    fn seconds(&self) -> String {
        let [least, median, most] = self.0.map(|ms| ms / 1_000.0);
        format!("{median:.2} s ({least:.2} to {most:.2})")
    }
}

fn rows(application: &Served) -> Option<Spread> {
    Spread::of(application.loads.iter().map(|load| load.row_ms))
}

fn buttons(application: &Served) -> Option<Spread> {
    Spread::of(application.loads.iter().filter_map(|load| load.button_ms))
}

fn bytes(application: &Served) -> Option<Spread> {
    Spread::of(application.loads.iter().map(|load: &Load| load.bytes))
}

fn line(application: &Served) -> String {
    let shown = |spread: Option<Spread>| spread.map_or_else(|| "–".to_owned(), |spread| spread.seconds());
    let weight = bytes(application).map_or_else(|| "–".to_owned(), |spread| format!("{:.1} KB", spread.0[1] / 1_000.0));
    format!("| {} | {weight} | {} | {} |\n", application.name, shown(rows(application)), shown(buttons(application)))
}

/// The median of one as a part of the other's.
fn ratio(ours: Option<Spread>, theirs: Option<Spread>) -> String {
    ours.zip(theirs).map_or_else(|| "–".to_owned(), |(ours, theirs)| format!("{:.2}", ours.0[1] / theirs.0[1]))
}

fn versions() -> String {
    let packages: Value = serde_json::from_str(PACKAGES).expect("package.json holds JSON");
    let all = ["dependencies", "devDependencies"].iter().filter_map(|kind| packages[kind].as_object()).flatten();
    let named: Vec<String> =
        all.map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or_default())).collect();
    let commit = output("git", &["describe", "--always", "--dirty"]);
    format!("Snapdeck {} ({commit}); {}", env!("CARGO_PKG_VERSION"), named.join(", "))
}

/// How busy the machine was, by the end.
fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned()
}

/// Prints the table and writes `docs/peers.md`.
pub fn write(applications: &[Served]) {
    let [snapdeck, react_admin, ..] = applications else { panic!("too few were measured") };
    let lines: String = applications.iter().map(line).collect();
    let figures = format!(
        "| | brotli | first row | first button |\n| --- | --- | --- | --- |\n{lines}\n\
         Snapdeck's time as a part of react-admin's: first row **{}**, first button **{}**.\n",
        ratio(rows(snapdeck), rows(react_admin)),
        ratio(buttons(snapdeck), buttons(react_admin)),
    );
    println!("\n{figures}");
    let page = format!(
        "# Snapdeck beside others on a slow line\n\n\
         Written by `cargo xtask bench peers`, from a real run. {}.\n\n{}.\n\n\
         Chromium throttled to {} Mbit/s down, {LATENCY_MS} ms for each request and a processor {CPU_SLOWDOWN} times slower; {SNAPSHOTS} \
         snapshots; {ROUNDS} rounds, in turns; medians, with least and most in brackets. The machine's load was {} by the end: the ratios say more than the \
         seconds, and where other work is about, what needs the processor most is lengthened most.\n\n{figures}\n{}",
        machine(),
        versions(),
        f64::from(DOWN_BITS_PER_SECOND) / 1e6,
        load(),
        include_str!("compared.md"),
    );
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/peers.md");
    std::fs::write(file, page).expect("docs can be written");
}
