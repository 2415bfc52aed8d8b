//! The applications that Snapdeck is measured against: built from npm, beside the sources, never among them.

use std::path::{Path, PathBuf};

use crate::build;
use crate::files::files;
use crate::run::{Outcome, program, root, run};

/// The folders of `bench/peers/apps`, each one application.
const PEERS: [&str; 2] = ["react-admin", "tanstack"];

const LOCK: &str = "package-lock.json";

/// Builds all peers; answers the folder that holds a folder of release files for each.
pub(crate) fn build() -> Outcome<PathBuf> {
    let (sources, work) = (root().join("bench/peers/apps"), root().join("target/peers"));
    copy(&sources, &work)?;
    for peer in PEERS {
        copy(&sources.join(peer), &work.join(peer))?;
        // They show the same icon, which a browser would ask for anyway.
        copy_file(&root().join("public/icon.svg"), &work.join(peer).join("public"))?;
    }
    install(&work)?;
    let dist = work.join("dist");
    for peer in PEERS {
        let out = dist.join(peer);
        let mut vite = program("npx", &["--no-install", "vite", "build", peer, "--config", "vite.config.js"]);
        vite.args(["--logLevel", "error", "--outDir"]).arg(&out).current_dir(&work);
        run(&format!("building {peer}"), &mut vite)?;
        build::compress(&out)?;
    }
    Ok(dist)
}

/// The exact packages of the lock file, unless they are there.
fn install(work: &Path) -> Outcome {
    let (lock, stamp) = (work.join(LOCK), work.join("installed.json"));
    let text = std::fs::read_to_string(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == text) {
        return Ok(());
    }
    let mut npm = program("npm", &["ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"]);
    run("installing the peers' packages", npm.current_dir(work))
        .map_err(|why| format!("{why}\nInstall Node.js 20 with npm by hand, then try again"))?;
    std::fs::write(&stamp, text).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Copies the files of a folder, but not its folders.
fn copy(from: &Path, to: &Path) -> Outcome {
    files(from)?.iter().filter(|path| path.is_file()).try_for_each(|file| copy_file(file, to))
}

/// Copies a file into a folder.
fn copy_file(file: &Path, to: &Path) -> Outcome {
    let wrong = |error: std::io::Error| format!("{} to {}: {error}", file.display(), to.display());
    std::fs::create_dir_all(to).map_err(wrong)?;
    std::fs::copy(file, to.join(file.file_name().unwrap_or_default())).map_err(wrong)?;
    Ok(())
}
