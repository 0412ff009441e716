//! A drawing as SVG with presentation attributes only, so that the strict policy holds and the file stands alone.
//! It places nothing; `report::drawing` does.

use super::html::escaped;
use crate::report::drawing::{Drawing, Shape};

/// The drawing as one `svg` element.
pub fn write(drawing: &Drawing) -> String {
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-label="{}" font-family="system-ui, sans-serif" font-size="12">"#,
        drawing.width,
        drawing.height,
        escaped(&drawing.label)
    );
    for mark in &drawing.marks {
        let (shape, text) = look(&mark.kind);
        svg.push_str("<g>");
        if !mark.title.is_empty() {
            svg.push_str(&format!("<title>{}</title>", escaped(&mark.title)));
        }
        for part in &mark.shapes {
            svg.push_str(&match part {
                Shape::Rect(x, y, width, height) => {
                    format!(r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" {shape}/>"#)
                }
                Shape::Path(path) => format!(r#"<path d="{path}" {shape}/>"#),
                Shape::Text(x, y, words) => {
                    format!(r#"<text x="{x}" y="{y}" {text}>{}</text>"#, escaped(words))
                }
                Shape::TextEnd(x, y, words) => {
                    format!(r#"<text x="{x}" y="{y}" text-anchor="end" {text}>{}</text>"#, escaped(words))
                }
            });
        }
        svg.push_str("</g>");
    }
    svg.push_str("</svg>");
    svg
}

/// How the shapes and the texts of a kind of mark look on paper.
fn look(kind: &str) -> (&'static str, &'static str) {
    const INK: &str = r##"fill="#1b2430""##;
    const QUIET: &str = r##"fill="#4a5563" font-size="11""##;
    match kind {
        "stage" => (r##"fill="#4a5563""##, r##"fill="#1b2430" font-weight="700""##),
        "task" => (r##"fill="#e1edf9" stroke="#0a67b5""##, INK),
        "critical" => (r##"fill="#e1edf9" stroke="#0a67b5" stroke-width="3""##, INK),
        "wave" => (r##"fill="#dff1ea" stroke="#00785a""##, INK),
        "critical-wave" => (r##"fill="#dff1ea" stroke="#00785a" stroke-width="3""##, INK),
        "milestone" => (INK, INK),
        "freeze" => (r##"fill="#e4e4dc""##, QUIET),
        "month" => {
            (r##"fill="none" stroke="#dcdcd4""##, r##"fill="#4a5563" font-size="11" font-weight="700""##)
        }
        "grid" => (r##"fill="none" stroke="#dcdcd4""##, QUIET),
        "target" => {
            (r##"fill="none" stroke="#b3261e" stroke-width="2""##, r##"fill="#b3261e" font-weight="700""##)
        }
        "expiry" => (r##"fill="none" stroke="#8a5a00" stroke-dasharray="2 3""##, QUIET),
        "status" => (
            r##"fill="none" stroke="#4a5563" stroke-width="2" stroke-dasharray="4 3""##,
            r##"fill="#4a5563" font-weight="700""##,
        ),
        "limit" => (r##"fill="none" stroke="#b3261e" stroke-dasharray="5 3""##, QUIET),
        "over" => (r##"fill="#b3261e""##, QUIET),
        "load" => (r##"fill="#9db8d2""##, QUIET),
        "bin" => (r##"fill="#d5e3f0""##, QUIET),
        "swing" => (r##"fill="#9db8d2" stroke="#0a67b5""##, INK),
        "curve" => (r##"fill="none" stroke="#0a67b5" stroke-width="2""##, INK),
        "point" => (r##"fill="#0a67b5""##, r##"fill="#1b2430" font-weight="700""##),
        _ => (r##"fill="#4a5563""##, QUIET),
    }
}
