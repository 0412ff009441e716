//! How the marks of a drawing look on paper: colours, lines and letters, the same in SVG and in a picture.
//! It places nothing.

/// How a mark looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Colour inside its shapes; blank for none.
    pub fill: &'static str,
    /// Colour of their lines; blank for none.
    pub stroke: &'static str,
    /// Width of the lines in pixels.
    pub width: u32,
    /// Lengths of dashes and of the gaps between them.
    pub dash: Option<(u32, u32)>,
    /// Colour of its texts.
    pub words: &'static str,
    /// Size of the letters in pixels.
    pub size: u32,
    /// Whether they are bold.
    pub bold: bool,
}

const BLACK: &str = "#1b2430";
const GREY: &str = "#4a5563";
const BLUE: &str = "#0a67b5";
const GREEN: &str = "#00785a";
const RED: &str = "#b3261e";
const PALE: &str = "#dcdcd4";

/// Shapes of a colour with small grey texts.
const fn filled(fill: &'static str) -> Ink {
    Ink { fill, stroke: "", width: 1, dash: None, words: GREY, size: 11, bold: false }
}

/// Lines of a colour with small grey texts.
const fn lined(stroke: &'static str, width: u32) -> Ink {
    Ink { stroke, width, ..filled("") }
}

/// A bar with black texts.
const fn bar(fill: &'static str, stroke: &'static str, width: u32) -> Ink {
    Ink { stroke, width, words: BLACK, size: 12, ..filled(fill) }
}

/// The ink of a kind of mark.
pub fn ink(kind: &str) -> Ink {
    match kind {
        "stage" => Ink { words: BLACK, size: 12, bold: true, ..filled(GREY) },
        "task" => bar("#e1edf9", BLUE, 1),
        "critical" => bar("#e1edf9", BLUE, 3),
        "wave" => bar("#dff1ea", GREEN, 1),
        "critical-wave" => bar("#dff1ea", GREEN, 3),
        "milestone" => bar(BLACK, "", 1),
        "freeze" => filled("#e4e4dc"),
        "month" => Ink { bold: true, ..lined(PALE, 1) },
        "grid" => lined(PALE, 1),
        "target" => Ink { words: RED, size: 12, bold: true, ..lined(RED, 2) },
        "expiry" => Ink { dash: Some((2, 3)), ..lined("#8a5a00", 1) },
        "status" => Ink { dash: Some((4, 3)), size: 12, bold: true, ..lined(GREY, 2) },
        "limit" => Ink { dash: Some((5, 3)), ..lined(RED, 1) },
        "over" => filled(RED),
        "load" => filled("#9db8d2"),
        "bin" => filled("#d5e3f0"),
        "swing" => bar("#9db8d2", BLUE, 1),
        "curve" => bar("", BLUE, 2),
        "point" => Ink { words: BLACK, size: 12, bold: true, ..filled(BLUE) },
        _ => filled(GREY),
    }
}
