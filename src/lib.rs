//! Gapline.
