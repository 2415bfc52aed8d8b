//! Where the application starts.

fn main() {
    snapdeck::start();
}
