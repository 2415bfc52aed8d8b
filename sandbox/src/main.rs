//! The sandbox as a program: the API alone, or with the dashboard that `--dist` names.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use sandbox::clock::{Millis, parse_rfc3339};
use sandbox::seed::{self, Plan};
use sandbox::serve::Server;
use sandbox::switches::Switches;
use sandbox::{Dashboard, Sandbox, app};
use tokio::net::TcpListener;

/// The Paperspace v1 API in memory, for demonstrations and tests. Listens on 127.0.0.1 only.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version)]
struct Options {
    /// The port to listen on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// How many snapshots the team has
    #[arg(long, default_value_t = 600)]
    snapshots: usize,
    /// How many machines the team has
    #[arg(long, default_value_t = 12)]
    machines: usize,
    /// Where all ids, names and durations come from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How long an operation takes, in seconds
    #[arg(long, value_name = "MIN..MAX", default_value = "4..20", value_parser = seconds)]
    event_seconds: RangeInclusive<Millis>,
    /// The API token that the service knows
    #[arg(long, default_value = "sandbox")]
    token: String,
    /// Other people of the team create, delete and restore now and then, and turn machines off and on
    #[arg(long)]
    colleagues: bool,
    /// Whether pages of other origins may call
    #[arg(long, value_name = "on|off", default_value = "on", value_parser = on_off, action = clap::ArgAction::Set)]
    cors: bool,
    /// How live answers differ from the document: byte counts as JSON strings
    #[arg(long, value_name = "live-strings", value_parser = ["live-strings"])]
    quirks: Vec<String>,
    /// Whether cursors name the last row, or count rows so that rows move between pages
    #[arg(long, value_parser = ["keyset", "offset"], default_value = "keyset")]
    cursors: String,
    /// Refuse to restore a machine that is not off, with this status
    #[arg(long, value_name = "409|412", value_parser = clap::value_parser!(u16).range(409..=412))]
    restore_needs_off: Option<u16>,
    /// A name can be given once on each machine
    #[arg(long)]
    unique_names: bool,
    /// The most snapshots that a machine may have
    #[arg(long, value_name = "N")]
    snapshots_per_machine: Option<usize>,
    /// Machines may not be listed
    #[arg(long)]
    machines_forbidden: bool,
    /// When the world begins (RFC 3339); without it, now
    #[arg(long, value_parser = parse_rfc3339)]
    start: Option<Millis>,
    /// A folder with a built dashboard, to be served with the production headers
    #[arg(long)]
    dist: Option<PathBuf>,
    /// What config.json tells the dashboard
    #[arg(long, default_value = "/v1")]
    api_base_url: String,
}

fn seconds(text: &str) -> Result<RangeInclusive<Millis>, String> {
    let (min, max) = text.split_once("..").ok_or("expected MIN..MAX, such as 4..20")?;
    let parse = |text: &str| text.trim().parse::<Millis>().map_err(|error| format!("{text:?}: {error}"));
    let (min, max) = (parse(min)?, parse(max)?);
    if min < 0 || max < min || max > 86_400 {
        return Err("expected 0 <= MIN <= MAX <= 86400".to_owned());
    }
    Ok(min * 1_000..=max * 1_000)
}

fn on_off(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("expected on or off".to_owned()),
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), String> {
    let listener = TcpListener::bind(("127.0.0.1", options.port)).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!("port {} is in use: stop what listens there, or choose another with --port", options.port)
        }
        _ => format!("cannot listen on port {}: {error}", options.port),
    })?;
    let plan = Plan {
        seed: options.seed,
        snapshots: options.snapshots,
        machines: options.machines,
        token: options.token.trim().to_owned(),
        event_ms: options.event_seconds,
        colleagues: options.colleagues,
        start_ms: options.start,
    };
    if plan.token.is_empty() {
        return Err("--token must not be empty".to_owned());
    }
    let what = if options.dist.is_some() { "Snapdeck" } else { "The sandbox" };
    let path = if options.dist.is_some() { "/" } else { "/v1" };
    let dashboard = options.dist.map(|dist| Dashboard { dist, api_base_url: options.api_base_url });
    let mut world = seed::world(&plan);
    world.switches = Switches {
        cors: options.cors,
        live_strings: options.quirks.iter().any(|quirk| quirk == "live-strings"),
        offset_cursors: options.cursors == "offset",
        restore_needs_off: options.restore_needs_off,
        unique_names: options.unique_names,
        snapshots_per_machine: options.snapshots_per_machine,
        machines_forbidden: options.machines_forbidden,
        ..Switches::default()
    };
    let router = app(&Sandbox::new(world), dashboard);
    let server = Server::start(listener, router).map_err(|error| error.to_string())?;
    println!("{what} is at http://{}{path} (API token: {})", server.address, plan.token);
    tokio::select! {
        () = server.wait() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(())
}
