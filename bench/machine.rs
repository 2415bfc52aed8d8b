//! On what something was measured, and when.

use crate::browser::told;

/// The processor, the browser and the day, in one line.
pub fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("unknown")
        .trim_matches([' ', '\t', ':']);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let browser = output(told("SNAPDECK_BROWSER"), &["--version"]);
    format!("{model}, {cores} cores; {browser}, headless; {}", output("date", &["--utc", "+%Y-%m-%d"]))
}

/// What a program prints.
pub fn output(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> String {
    let output = std::process::Command::new(program).args(arguments).output().expect("a program that runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
