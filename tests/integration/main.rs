//! The core from outside: whole stages on whole inputs.
//! Nothing here reaches into private parts.

#[cfg(test)]
mod plan;
