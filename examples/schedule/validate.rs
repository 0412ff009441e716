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
        if starts[*to] < starts[*from] + lag {
            return Err(format!("activity {to} starts less than {lag} after activity {from}"));
        }
    }
    let finish = starts.iter().zip(&case.durations).map(|(start, duration)| start + duration).max().unwrap_or(0);
    for time in 0..finish {
        for (resource, capacity) in case.capacities.iter().enumerate() {
            let mut used = 0;
            for activity in 0..starts.len() {
                if starts[activity] <= time && time < starts[activity] + case.durations[activity] {
                    used += case.demands[activity][resource];
                }
            }
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
            if starts[*to] < starts[*from] + lag {
                starts[*to] = starts[*from] + lag;
                has_moved = true;
            }
        }
        if !has_moved {
            return starts.iter().zip(&case.durations).map(|(start, duration)| start + duration).max();
        }
    }
    None
}
