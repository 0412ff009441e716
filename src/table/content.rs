//! The bytes of a file, read piece by piece from where they lie.
//! It gives them no meaning.

/// The bytes of a file.
pub trait Content {
    /// How many there are.
    fn bytes(&self) -> u64;

    /// Those from one place up to, not including, another; fewer at the end.
    ///
    /// # Errors
    /// Says why the file could not be read, such as that it was changed meanwhile.
    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String>;
}

impl Content for Vec<u8> {
    fn bytes(&self) -> u64 {
        u64::try_from(self.len()).unwrap_or(u64::MAX)
    }

    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(self.len());
        Ok(self.get(place(from)..place(to)).unwrap_or_default().to_vec())
    }
}
