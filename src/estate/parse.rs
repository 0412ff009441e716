//! Device counts from one line, such as `windows=2300,ios=3900`.
//! It reads no inventory; that is another source.

use crate::estate::Estate;
use crate::model::platform::Platform;
use crate::model::units::Devices;

/// Why a line of counts could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EstateError {
    /// A part without an equals sign.
    #[error("\u{201c}{0}\u{201d} is not of the form platform=count")]
    Form(String),
    /// A key that no platform has.
    #[error("\u{201c}{0}\u{201d} is no platform; known are {known}", known = known())]
    Platform(String),
    /// A count that is no whole number.
    #[error("\u{201c}{0}\u{201d} is not a whole number of devices")]
    Count(String),
    /// The same platform twice.
    #[error("{0} is given twice")]
    Twice(String),
}

/// The estate of `key=count` parts between commas; `android` is Android corporate.
pub fn parse_counts(text: &str) -> Result<Estate, EstateError> {
    let mut estate = Estate::default();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (key, count) = part.split_once('=').ok_or_else(|| EstateError::Form(part.to_owned()))?;
        let (key, count) = (key.trim().to_ascii_lowercase(), count.trim());
        let platform = match key.as_str() {
            "android" => Platform::AndroidCorp,
            other => Platform::from_key(other).ok_or_else(|| EstateError::Platform(other.to_owned()))?,
        };
        let devices = count.parse::<u32>().map_err(|_| EstateError::Count(count.to_owned()))?;
        if estate.counts.insert(platform, Devices(devices)).is_some() {
            return Err(EstateError::Twice(platform.label().to_owned()));
        }
    }
    Ok(estate)
}

fn known() -> String {
    Platform::ALL.map(Platform::key).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_by_platform_key() {
        let estate = parse_counts("windows=2300, ios = 3900,android=7,").unwrap();
        let expected = [(Platform::Windows, 2300), (Platform::Ios, 3900), (Platform::AndroidCorp, 7)];
        assert_eq!(estate.counts, expected.map(|(platform, count)| (platform, Devices(count))).into());
        assert_eq!(parse_counts(""), Ok(Estate::default()));
    }

    #[test]
    fn every_mistake_is_named() {
        let check = |text, expected| assert_eq!(parse_counts(text), Err(expected));
        check("windows", EstateError::Form("windows".into()));
        check("amiga=3", EstateError::Platform("amiga".into()));
        check("ios=-3", EstateError::Count("-3".into()));
        check("ios=99999999999", EstateError::Count("99999999999".into()));
        check("android=1,android-corp=2", EstateError::Twice("Android corporate".into()));
    }
}
