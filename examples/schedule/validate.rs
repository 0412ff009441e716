//! Checks schedules against the numbers of a file, unit by unit. It shares no code with the kernel that makes them, and
//! must not.

/// A project as its file states it.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// Units of each activity.
    pub durations: Vec<i64>,
    /// Amounts of each resource, for each activity.
    pub demands: Vec<Vec<i64>>,
    /// `(from, to, lag)`: the start of `to` is at least `lag` after the start of `from`.
    pub lags: Vec<(usize, usize, i64)>,
    /// Amounts of each resource at all times.
    pub capacities: Vec<i64>,
}

/// The last finish, or what is wrong with the starts.
pub fn validate(case: &Case, starts: &[i64]) -> Result<i64, String> {
    if starts.len() != case.durations.len() {
        return Err(format!("{} starts for {} activities", starts.len(), case.durations.len()));
    }
    if let Some(early) = starts.iter().position(|start| *start < 0) {
        return Err(format!("activity {early} starts before 0"));
    }
    for (from, to, lag) in &case.lags {
        let (Some(first), Some(then)) = (starts.get(*from), starts.get(*to)) else {
            return Err(format!("no activity {from} or {to}"));
        };
        if *then < first + lag {
            return Err(format!("activity {to} starts less than {lag} after activity {from}"));
        }
    }
    let activities = || starts.iter().zip(&case.durations).zip(&case.demands);
    let finish = activities().map(|((start, duration), _)| start + duration).max().unwrap_or(0);
    for time in 0..finish {
        for (resource, capacity) in case.capacities.iter().enumerate() {
            let running =
                activities().filter(|((start, duration), _)| **start <= time && time < **start + **duration);
            let used: i64 = running.filter_map(|(_, demands)| demands.get(resource)).sum();
            if used > *capacity {
                return Err(format!("resource {resource} needs {used} of {capacity} at {time}"));
            }
        }
    }
    Ok(finish)
}

/// The longest chain of lags from the start of everything to the last finish; `None` when lags form a loop that grows.
pub fn longest_chain(case: &Case) -> Option<i64> {
    let mut starts = vec![0; case.durations.len()];
    for _ in 0..=starts.len() {
        let mut has_moved = false;
        for (from, to, lag) in &case.lags {
            let least = starts.get(*from)? + lag;
            let start = starts.get_mut(*to)?;
            has_moved |= *start < least;
            *start = least.max(*start);
        }
        if !has_moved {
            return starts.iter().zip(&case.durations).map(|(start, duration)| start + duration).max();
        }
    }
    None
}
