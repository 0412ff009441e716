//! Running commands as named steps: says what it does, takes the time, and fails with what to do.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// Why a step failed and what to do about it.
#[derive(Debug)]
pub struct Failure {
    /// What failed.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Failure {
    /// A failure with its remedy.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Failure {
        Failure { what: what.into(), remedy: remedy.into() }
    }
}

/// The steps so far with their times.
#[derive(Debug, Default)]
pub struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Runs a command as a step; its output goes straight through.
    pub fn run(&mut self, name: &str, command: &mut Command) -> Result<(), Failure> {
        self.time(name, || {
            let shown = format!("{command:?}");
            let status = command.status().map_err(|error| {
                Failure::new(
                    format!("{name}: could not be started: {error}"),
                    format!("The command was: {shown}"),
                )
            })?;
            if status.success() {
                Ok(())
            } else {
                Err(Failure::new(
                    format!("{name} failed ({status})"),
                    format!("Its messages stand above. The command was: {shown}"),
                ))
            }
        })
    }

    /// Runs a function as a step.
    pub fn time<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        println!("\n── {name}");
        let begin = Instant::now();
        let result = work();
        self.done.push((name.to_owned(), begin.elapsed()));
        result
    }

    /// Prints the time of each step.
    pub fn print_times(&self) {
        if self.done.is_empty() {
            return;
        }
        println!("\n── Times");
        for (name, time) in &self.done {
            println!("{:>7.1} s  {name}", time.as_secs_f64());
        }
        let all: Duration = self.done.iter().map(|(_, time)| *time).sum();
        println!("{:>7.1} s  in all", all.as_secs_f64());
    }
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// A command that runs in the workspace's folder.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// What a command prints, if it succeeds.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
