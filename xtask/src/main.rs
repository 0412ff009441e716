//! Build, serve, and test Gapline with nothing installed by hand.
fn main() {}
