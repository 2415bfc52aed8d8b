//! Installs what is missing, and only that. Tools go into a folder of their own that clones share
//! (`~/.cache/snapdeck`, or `SNAPDECK_TOOLS`), so that nothing on the PATH is replaced.

use std::path::PathBuf;

use crate::run::{Outcome, cargo, output, program, root, run};

/// Trunk 0.22 needs a newer compiler than ours.
const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const AXE: &str = "4.14.1";
const SCHEMATHESIS: &str = "4.32.5";
const GECKODRIVER: &str = "0.37.1";
const DEBIAN_PACKAGES: [&str; 8] = [
    "chromium",
    "chromium-driver",
    "chromium-headless-shell",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "fonts-noto-core",
    "fonts-noto-color-emoji",
];

/// The engines that the journeys run in. `tests/e2e/browser/engine.rs` knows what each lacks.
pub(crate) const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

/// What builds the dashboard.
pub(crate) struct BuildTools {
    /// Folders to put before the PATH.
    folders: Vec<PathBuf>,
    /// Builds the page.
    pub(crate) trunk: PathBuf,
}

/// What drives a browser.
pub(crate) struct BrowserTools {
    /// The browser.
    pub(crate) browser: PathBuf,
    /// The same engine without windows, if it is there.
    pub(crate) bare: Option<PathBuf>,
    /// Its WebDriver.
    pub(crate) driver: PathBuf,
    /// The accessibility checker's script.
    pub(crate) axe: PathBuf,
}

impl BuildTools {
    /// The PATH on which Trunk finds its helpers.
    pub(crate) fn path(&self) -> Outcome<std::ffi::OsString> {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(std::env::split_paths(&old));
        std::env::join_paths(all).map_err(|error| format!("the PATH cannot be extended: {error}"))
    }
}

/// `cargo xtask setup`.
pub(crate) fn everything() -> Outcome {
    build_tools()?;
    rust_source()?;
    esbuild()?;
    schemathesis()?;
    for engine in ENGINES {
        let tools = browser_tools(engine)?;
        eprintln!("{engine}: {}, driver: {}", tools.browser.display(), tools.driver.display());
    }
    Ok(())
}

/// Sees to it that the dashboard can be built.
pub(crate) fn build_tools() -> Outcome<BuildTools> {
    wasm_target()?;
    let trunk = cargo_tool("trunk", "trunk", TRUNK, true)?;
    let wasm_bindgen = cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &wasm_bindgen_version()?, false)?;
    let wasm_opt = wasm_opt()?;
    let folders = [&trunk, &wasm_bindgen, &wasm_opt];
    let folders = folders.iter().filter_map(|program| program.parent().map(PathBuf::from)).collect();
    Ok(BuildTools { folders, trunk })
}

/// Sees to it that a browser with that engine can be driven.
pub(crate) fn browser_tools(engine: &str) -> Outcome<BrowserTools> {
    let axe = npm_package("axe-core", AXE)?.join("axe.min.js");
    let (found, missing): (fn() -> Found, _) = match engine {
        "chromium" => (chromium, "Chromium and a chromedriver of the same version are not on the PATH"),
        "firefox" => (firefox, "Firefox ESR is not on the PATH"),
        "webkit" => (webkit, "WebKitWebDriver, Xvfb and WebKitGTK's MiniBrowser are not all there"),
        other => return Err(format!("there is no engine {other}: there are {}", ENGINES.join(", "))),
    };
    if found().is_none() {
        debian_packages()?;
    }
    let (browser, driver) = found().ok_or_else(|| format!("{missing}. Install that by hand, then try again"))?;
    let driver = driver.map_or_else(|| cargo_tool("geckodriver", "geckodriver", GECKODRIVER, true), Ok)?;
    let bare = if engine == "chromium" { chromium_without_windows() } else { None };
    Ok(BrowserTools { browser, bare, driver, axe })
}

/// A browser and its driver, unless that comes by cargo.
type Found = Option<(PathBuf, Option<PathBuf>)>;

fn chromium() -> Found {
    let browser = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path)?;
    let driver = on_path("chromedriver")?;
    (major(&browser)? == major(&driver)?).then_some((browser, Some(driver)))
}

fn major(program: &PathBuf) -> Option<u32> {
    let text = output(program, &["--version"])?;
    text.split(['.', ' ']).find_map(|word| word.parse().ok())
}

/// It takes less than half of the time, and is not needed for anything else: without it the journeys run in the whole program.
fn chromium_without_windows() -> Option<PathBuf> {
    let find = || {
        // The one on the PATH is a script, which outlives its driver.
        let shell = PathBuf::from("/usr/lib/chromium/chromium-headless-shell");
        Some(shell).filter(|shell| shell.is_file() && major(shell) == on_path("chromedriver").as_ref().and_then(major))
    };
    find().or_else(|| {
        debian_packages().map_err(|why| eprintln!("the journeys will take longer: {why}")).ok()?;
        find()
    })
}

fn firefox() -> Found {
    Some((on_path("firefox-esr")?, None))
}

/// Its browser is not on the PATH, and it has no window without a screen.
fn webkit() -> Found {
    let driver = on_path("WebKitWebDriver")?;
    on_path("Xvfb")?;
    let files = output("dpkg", &["-L", "libwebkit2gtk-4.1-0"])?;
    let browser = files.lines().map(PathBuf::from).find(|file| file.ends_with("MiniBrowser"))?;
    Some((browser, Some(driver)))
}

/// Sees to it that the sandbox can be compared with its own document; answers the program.
pub(crate) fn schemathesis() -> Outcome<PathBuf> {
    let folder = tools_folder()?.join(format!("schemathesis-{SCHEMATHESIS}"));
    let own = folder.join("bin/st");
    let is_it = || output(&own, &["--version"]).is_some_and(|text| text.ends_with(SCHEMATHESIS));
    if is_it() {
        return Ok(own);
    }
    let by_hand = |why: String| format!("{why}\nInstall Python 3 with venv and pip by hand, then try again");
    let what = format!("installing schemathesis {SCHEMATHESIS}");
    run("making a Python environment", program("python3", &["-m", "venv"]).arg(&folder)).map_err(by_hand)?;
    let wanted = format!("schemathesis=={SCHEMATHESIS}");
    run(&what, &mut program(folder.join("bin/pip"), &["install", "--quiet", "--disable-pip-version-check", &wanted]))
        .map_err(by_hand)?;
    if is_it() { Ok(own) } else { Err(format!("{} is not schemathesis {SCHEMATHESIS}", own.display())) }
}

fn tools_folder() -> Outcome<PathBuf> {
    if let Some(folder) = std::env::var_os("SNAPDECK_TOOLS") {
        return Ok(PathBuf::from(folder));
    }
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| std::env::home_dir().map(|home| home.join(".cache")));
    Ok(cache.ok_or("there is no home folder: set SNAPDECK_TOOLS to a folder for the tools")?.join("snapdeck"))
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

fn wasm_target() -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    let installed = output("rustc", &["--print", "target-libdir", "--target", TARGET]);
    if installed.is_some_and(|folder| PathBuf::from(folder).is_dir()) {
        return Ok(());
    }
    run("installing the WebAssembly target", &mut program("rustup", &["target", "add", TARGET]))
        .map_err(|why| format!("{why}\nInstall the target {TARGET} of the toolchain in rust-toolchain.toml by hand"))
}

/// Sees to it that the standard library can be built.
pub(crate) fn rust_source() -> Outcome {
    let root = output("rustc", &["--print", "sysroot"]).map(PathBuf::from);
    if root.is_some_and(|root| root.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()) {
        return Ok(());
    }
    run("installing the source of the standard library", &mut program("rustup", &["component", "add", "rust-src"]))
        .map_err(|why| format!("{why}\nInstall the component rust-src of the toolchain in rust-toolchain.toml by hand"))
}

/// The version of `wasm-bindgen` in Cargo.lock: the tool must be of the same.
fn wasm_bindgen_version() -> Outcome<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    version
        .map(|version| version.trim_end_matches('"').to_owned())
        .ok_or_else(|| "Cargo.lock names no wasm-bindgen".to_owned())
}

/// A tool of crates.io in exactly that version: from the PATH, from our folder, or installed there now.
fn cargo_tool(package: &str, name: &str, version: &str, locked: bool) -> Outcome<PathBuf> {
    // Some print more than one line, or the commit behind the version.
    let is_it = |program: &PathBuf| {
        let text = output(program, &["--version"]).unwrap_or_default();
        text.split_whitespace().take(2).eq([name, version])
    };
    let folder = tools_folder()?.join(format!("{name}-{version}"));
    let own = folder.join("bin").join(name);
    if let Some(program) = on_path(name).into_iter().chain([own.clone()]).find(is_it) {
        return Ok(program);
    }
    let what = format!("installing {package} {version}");
    let root_folder = folder.to_string_lossy();
    if output("cargo", &["binstall", "-V"]).is_some() {
        let wanted = format!("{package}@{version}");
        let mut binstall = cargo(&["binstall", "--no-confirm", "--disable-telemetry", "--root", &root_folder, &wanted]);
        if run(&what, &mut binstall).is_ok() && is_it(&own) {
            return Ok(own);
        }
    }
    let mut args = vec!["install", package, "--version", version, "--root", &root_folder];
    args.extend(locked.then_some("--locked"));
    let mut install = cargo(&args);
    // It only drives a build: built unoptimised, it is there in a third of the time, and a build takes a second more.
    install
        .current_dir(std::env::temp_dir())
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "false")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
    run(&what, &mut install)
        .map_err(|why| format!("{why}\nInstall {package} {version} by hand and put it on the PATH"))?;
    if is_it(&own) { Ok(own) } else { Err(format!("{} is not {name} {version}", own.display())) }
}

fn wasm_opt() -> Outcome<PathBuf> {
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    let is_it = |program: &PathBuf| {
        output(program, &["--version"]).is_some_and(|text| text.split_whitespace().any(|word| word == major))
    };
    if let Some(program) = on_path("wasm-opt").filter(is_it) {
        return Ok(program);
    }
    let package = npm_package("binaryen", BINARYEN)?;
    let program = package.join("../.bin/wasm-opt");
    if is_it(&program) {
        Ok(program)
    } else {
        Err(format!("{} does not run: Node.js 20 or newer is needed", program.display()))
    }
}

/// Sees to it that scripts can be shortened; answers the program.
pub(crate) fn esbuild() -> Outcome<PathBuf> {
    let program = npm_package("esbuild", ESBUILD)?.join("bin/esbuild");
    let is_it = output(&program, &["--version"]).is_some_and(|text| text == ESBUILD);
    if is_it { Ok(program) } else { Err(format!("{} is not esbuild {ESBUILD}", program.display())) }
}

/// A package of npm in exactly that version, in our folder.
fn npm_package(name: &str, version: &str) -> Outcome<PathBuf> {
    let folder = tools_folder()?.join(format!("{name}-{version}"));
    let package = folder.join("node_modules").join(name);
    if package.join("package.json").is_file() {
        return Ok(package);
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let wanted = format!("{name}@{version}");
    let mut install = program("npm", &["install", "--no-audit", "--no-fund", "--silent", "--prefix"]);
    install.arg(&folder).arg(&wanted);
    run(&format!("installing {wanted}"), &mut install)
        .map_err(|why| format!("{why}\nInstall Node.js 20 with npm by hand, then try again"))?;
    Ok(package)
}

/// Debian's packages, where we are allowed to install them; else the line to run.
fn debian_packages() -> Outcome {
    let line = format!("apt-get install --yes --no-install-recommends {}", DEBIAN_PACKAGES.join(" "));
    let is_root = output("id", &["-u"]).as_deref() == Some("0");
    if !is_root || on_path("apt-get").is_none() {
        return Err(format!("a browser for the tests is missing. Run this, then try again:\n  sudo {line}"));
    }
    run("updating the list of packages", &mut program("apt-get", &["update", "--quiet=2"]))?;
    let words: Vec<&str> = line.split(' ').collect();
    let mut install = program(words[0], &words[1..]);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    run("installing a browser for the tests", &mut install).map_err(|why| format!("{why}\nRun it by hand: {line}"))
}
