//! The worker: takes jobs, runs the core, answers.

fn main() {
    gapline::ui::browser::worker_side::listen();
}
