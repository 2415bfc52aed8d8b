//! `cargo xtask demo | test | build | bench | pictures | setup`: each does the set-up that it needs.

mod arrange;
mod build;
mod conformance;
mod cut;
mod demo;
mod files;
mod journeys;
mod minify;
mod names;
mod peers;
mod pictures;
mod run;
mod setup;
mod size;
mod style;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  demo   build the dashboard and serve it on a filled sandbox; takes --port, --snapshots, --machines, --seed,
         --event-seconds MIN..MAX, --token (see: cargo run -p sandbox -- --help)
  test   format, clippy, native tests, release build with its size, browser journeys; --native leaves out the browsers,
         --engine chromium|firefox|webkit chooses engines, further arguments choose journeys by name
  build  the release files in dist/, compressed; takes --base /PREFIX
  bench  measures the release build in a browser and writes docs/performance.md; arguments choose parts:
         sizes, loading, trips; `bench peers` measures it beside others on a slow line and writes docs/peers.md
  dev    the development files in target/dev-dist, for a quick look
  pictures  the pictures of the README, by a journey
  setup  whatever the others need; they call it themselves
  style  the one style sheet out of style/; Trunk calls it
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.split_first() {
        Some((command, rest)) => match command.as_str() {
            "demo" => demo::demo(rest),
            "test" => test::test(rest),
            "build" => build::command(rest),
            "bench" => test::bench(rest),
            "dev" => build::development().map(drop),
            "pictures" => pictures::take(),
            "setup" => setup::everything(),
            "style" => style::bundle(),
            _ => Err(format!("there is no command {command}\n\n{USAGE}")),
        },
        None => Err(format!("a command is missing\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}
