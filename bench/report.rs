//! Writes what was measured: as JSON, as a page with the goals beside it, and as a picture.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use snapdeck_core::text::number;

use crate::machine::machine;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// What was measured before, so that a part can be measured anew.
pub fn earlier() -> Value {
    let text = std::fs::read_to_string(file("performance.json")).unwrap_or_else(|_| "{}".to_owned());
    serde_json::from_str(&text).expect("docs/performance.json holds JSON")
}

/// Median, 99th percentile and maximum.
pub fn spread(values: &[f64]) -> Value {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |percent: usize| sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)));
    json!({ "median": at(50), "p99": at(99), "max": sorted.last(), "count": sorted.len() })
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    spread(&values.collect::<Vec<_>>())["median"].as_f64().unwrap_or(f64::NAN)
}

fn figure(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

/// A size with what was measured there.
fn sizes(results: &Value) -> Vec<(usize, &Value)> {
    let mut sizes: Vec<(usize, &Value)> = results["sizes"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(size, result)| Some((size.parse().ok()?, result)))
        .collect();
    sizes.sort_by_key(|(size, _)| *size);
    sizes
}

fn of_runs<'a>(runs: &'a Value, path: &'a str) -> impl Iterator<Item = f64> + 'a {
    runs.as_array().into_iter().flatten().filter_map(move |run| run.pointer(path)?.as_f64())
}

struct Goal {
    what: &'static str,
    at_most: f64,
    unit: &'static str,
    measured: f64,
}

fn goals(results: &Value) -> Vec<Goal> {
    let size = |size: usize| &results["sizes"][size.to_string()];
    let scrolls = &size(100_000)["scrolls"];
    let worst = |path: &'static str| of_runs(scrolls, path).fold(f64::NAN, f64::max);
    let loading = &results["loading"];
    let ratios =
        loading.as_array().into_iter().flatten().map(|run| 100.0 * figure(&run["loadingMs"]) / figure(&run["chainMs"]));
    let longest =
        loading.as_array().into_iter().flatten().flat_map(|run| of_runs(&run["longTasks"], "")).fold(0.0, f64::max);
    let first = loading
        .as_array()
        .into_iter()
        .flatten()
        .map(|run| figure(&run["firstRow"]["rowMs"]) - figure(&run["firstRow"]["pageMs"]));
    let trips = &results["trips"];
    let total = |value: &Value| figure(&value["wasm"]) + figure(&value["heap"]);
    let goal = |what, at_most, unit, measured| Goal { what, at_most, unit, measured };
    vec![
        goal(
            "search of 100,000 loaded rows, key to picture, median",
            50.0,
            "ms",
            figure(&size(100_000)["searchMs"]["median"]),
        ),
        goal(
            "search of 1,000,000 loaded rows, key to picture, median",
            200.0,
            "ms",
            figure(&size(1_000_000)["searchMs"]["median"]),
        ),
        goal(
            "scroll 100,000 rows in 10 s: longest frame, median of the runs",
            50.0,
            "ms",
            median(of_runs(scrolls, "/frameMs/max")),
        ),
        goal("… 99th percentile of the frames, worst run", 50.0, "ms", worst("/frameMs/p99")),
        goal("… script for a frame, median", 2.0, "ms", median(of_runs(scrolls, "/scriptMs/median"))),
        goal("… elements", 600.0, "", worst("/elements")),
        goal("memory for a loaded row, at 100,000", 120.0, "bytes", figure(&size(100_000)["bytesPerRow"])),
        goal(
            "1,000 trips to a snapshot and back: growth",
            1_000_000.0,
            "bytes",
            total(&trips["after"]) - total(&trips["before"]),
        ),
        goal("loading 100,000 rows at 80 ms round trip, of a single chain's time, median", 60.0, "%", median(ratios)),
        goal("… longest task", 50.0, "ms", longest),
        goal("… first row after the first page", 80.0, "ms", median(first)),
        goal("layout shift, at 100,000", 0.005, "", figure(&size(100_000)["layoutShift"])),
    ]
}

fn page(results: &Value) -> String {
    let mut page = format!(
        "# What the list costs\n\nWritten by `cargo xtask bench`; the figures are in `performance.json`. {}.\n\n\
         Nine runs at 100,000 rows, three at the other sizes and where one takes long; names of 24 and ids of 14 bytes.\n\n\
         | what | at most | measured | |\n| --- | --- | --- | --- |\n",
        results["machine"].as_str().unwrap_or_default()
    );
    for Goal { what, at_most, unit, measured } in goals(results) {
        let verdict = if measured.is_nan() {
            "not measured"
        } else if measured <= at_most {
            "reached"
        } else {
            "missed"
        };
        let _written = writeln!(page, "| {what} | {at_most} {unit} | {measured:.2} {unit} | {verdict} |");
    }
    page.push_str("\n## By what is loaded\n\n![Search and script by rows loaded](performance.svg)\n\n");
    page.push_str("| rows | key to picture, median (99 %) | script for a frame, median | frame, 99 % | elements | bytes a row | layout shift |\n");
    page.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (size, result) in sizes(results) {
        let (search, scrolls) = (&result["searchMs"], &result["scrolls"]);
        let _written = writeln!(
            page,
            "| {} | {:.1} ms ({:.1}) | {:.2} ms | {:.1} ms | {:.0} | {:.0} | {:.3} |",
            number(size),
            figure(&search["median"]),
            figure(&search["p99"]),
            median(of_runs(scrolls, "/scriptMs/median")),
            median(of_runs(scrolls, "/frameMs/p99")),
            of_runs(scrolls, "/elements").fold(f64::NAN, f64::max),
            figure(&result["bytesPerRow"]),
            figure(&result["layoutShift"]),
        );
    }
    page
}

/// Two groups of bars: milliseconds from key to picture, and of script for a frame.
fn picture(results: &Value) -> String {
    let groups: [(&str, Vec<(usize, f64)>); 2] = [
        (
            "key to picture, ms",
            sizes(results)
                .iter()
                .map(|(size, one)| (*size, one["searchMs"]["median"].as_f64().unwrap_or(0.0)))
                .collect(),
        ),
        (
            "script for a frame, ms",
            sizes(results)
                .iter()
                .map(|(size, one)| (*size, median(of_runs(&one["scrolls"], "/scriptMs/median"))))
                .collect(),
        ),
    ];
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 220\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n\
         <rect width=\"640\" height=\"220\" fill=\"#fff\"/>\n",
    );
    for (group, (title, bars)) in groups.iter().enumerate() {
        let left = 20 + group * 320;
        let most = bars.iter().map(|(_, value)| *value).fold(f64::MIN_POSITIVE, f64::max);
        let _written = writeln!(svg, "<text x=\"{left}\" y=\"24\" font-weight=\"600\" fill=\"#1a2030\">{title}</text>");
        for (at, (size, value)) in bars.iter().enumerate() {
            let (y, width) = (44 + at * 42, value / most * 180.0);
            let _written = writeln!(
                svg,
                "<text x=\"{left}\" y=\"{}\" fill=\"#5b6474\">{} rows</text>\n\
                 <rect x=\"{left}\" y=\"{}\" width=\"{width:.1}\" height=\"14\" rx=\"3\" fill=\"#2a56d4\"/>\n\
                 <text x=\"{:.1}\" y=\"{}\" fill=\"#1a2030\">{value:.2}</text>",
                y + 8,
                number(*size),
                y + 14,
                20.0 + if group == 0 { 0.0 } else { 320.0 } + width + 6.0,
                y + 26,
            );
        }
    }
    svg + "</svg>\n"
}

/// Writes all three files.
pub fn write(results: &Value) {
    let mut results = results.clone();
    results["machine"] = json!(machine());
    let json = serde_json::to_string_pretty(&results).expect("JSON");
    for (name, text) in
        [("performance.json", json + "\n"), ("performance.md", page(&results)), ("performance.svg", picture(&results))]
    {
        std::fs::write(file(name), text).expect("docs can be written");
    }
}
