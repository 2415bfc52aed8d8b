//! What the list costs at 1,000 to 1,000,000 snapshots, in headless Chromium on the release build.
//!
//! `cargo xtask bench` runs it and writes `docs/performance.json`, `docs/performance.md` and a picture. Each size has a
//! browser and a sandbox of its own. Names are 24 bytes long, ids 14.

#![expect(clippy::expect_used, clippy::panic, reason = "a measurement that cannot be made ends the program")]

#[expect(dead_code, reason = "the journeys use more of it")]
#[path = "../tests/e2e/browser/mod.rs"]
mod browser;
mod machine;
mod probe;
mod report;
mod scene;

use serde_json::{Value, json};

use crate::scene::Scene;

/// The sizes that are shown side by side.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// The size that the goals are about.
const GOAL_SIZE: usize = 100_000;

/// The round trip at which loading is measured, in milliseconds.
const ROUND_TRIP_MS: u64 = 80;

/// How often something is measured, and how often where once takes long.
const RUNS: usize = 9;
const LONG_RUNS: usize = 3;

/// Trips from the list to a snapshot and back.
const TRIPS: usize = 1_000;

/// As many as fit into the two minutes that the driver gives a script.
const TRIPS_AT_ONCE: usize = 100;

#[tokio::main]
async fn main() {
    let chosen: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let wants = |part: &str| chosen.is_empty() || chosen.iter().any(|arg| arg == part);
    let mut results = report::earlier();
    if wants("sizes") {
        results["sizes"] = json!({});
        for size in SIZES {
            results["sizes"][size.to_string()] = measure_size(size).await;
            report::write(&results);
        }
    }
    if wants("loading") {
        results["loading"] = measure_loading().await;
        report::write(&results);
    }
    if wants("trips") {
        results["trips"] = measure_trips().await;
        report::write(&results);
    }
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().expect("a list").iter().filter_map(Value::as_f64).collect()
}

/// Search, scrolling, memory and layout shift with all of so many rows loaded.
async fn measure_size(size: usize) -> Value {
    println!("{size} snapshots");
    let scene = Scene::set(size).await;
    scene.sign_in().await;
    // What typing moves is asked for by a person; here it is a script that types, so that it is left out of the sum.
    let (loading_shift, _) = scene.shift(0.0).await;
    let before = scene.memory().await;
    scene.load_the_rest().await;
    let after = scene.memory().await;
    // The first page was there before.
    let rows = size - 120;
    let bytes_per_row = (after.total() - before.total()) / f64::from(u32::try_from(rows).expect("a small number"));
    let runs = if size == GOAL_SIZE { RUNS } else { LONG_RUNS };
    let mut searches = Vec::new();
    for run in 0..runs {
        searches.extend(numbers(&scene.probe(probe::SEARCH, &[json!(run)]).await));
    }
    let mut scrolls = Vec::new();
    let (_, typed_at) = scene.shift(f64::MAX).await;
    for _ in 0..runs {
        let run = scene.probe(probe::SCROLL, &[]).await;
        let (frames, scripts) = (report::spread(&numbers(&run["frames"])), report::spread(&numbers(&run["scripts"])));
        scrolls.push(json!({ "frameMs": frames, "scriptMs": scripts, "elements": run["elements"] }));
    }
    let shift = loading_shift + scene.shift(typed_at).await.0;
    let result = json!({
        "bytesPerRow": bytes_per_row, "memory": { "before": before.json(), "after": after.json() },
        "searchMs": report::spread(&searches), "scrolls": scrolls, "layoutShift": shift,
    });
    println!("  {result}");
    result
}

/// Loading all rows with a long round trip, beside a single chain of requests that does nothing with what it gets.
async fn measure_loading() -> Value {
    let mut runs = Vec::new();
    for _ in 0..LONG_RUNS {
        let scene = Scene::set(GOAL_SIZE).await;
        scene.slow_down(ROUND_TRIP_MS);
        scene.sign_in().await;
        let first_row = scene.probe(probe::FIRST_ROW, &[]).await;
        let chain = scene.probe(probe::CHAIN, &[json!(scene::TOKEN)]).await;
        scene.watch_tasks().await;
        let loading_ms = scene.load_the_rest().await;
        let tasks = scene.probe(probe::LONG_TASKS, &[]).await;
        let run = json!({ "chainMs": chain, "loadingMs": loading_ms, "longTasks": tasks, "firstRow": first_row });
        println!("loading: {run}");
        runs.push(run);
    }
    json!(runs)
}

/// What the page keeps after many trips from the list to a snapshot and back.
async fn measure_trips() -> Value {
    let scene = Scene::set(1_000).await;
    scene.sign_in().await;
    // What is made once and stays is not counted.
    scene.probe(probe::TRIPS, &[json!(20)]).await;
    let before = scene.memory().await;
    for _ in 0..TRIPS / TRIPS_AT_ONCE {
        scene.probe(probe::TRIPS, &[json!(TRIPS_AT_ONCE)]).await;
    }
    let after = scene.memory().await;
    let result = json!({ "trips": TRIPS, "before": before.json(), "after": after.json() });
    println!("trips: {result}");
    result
}
