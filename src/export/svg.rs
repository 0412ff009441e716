//! A drawing as SVG with presentation attributes only, so that the strict policy holds and the file stands alone.
//! It places nothing; `report::drawing` does.

use super::html::escaped;
use super::ink::{Ink, ink};
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
        let ink = ink(&mark.kind);
        let (shape, text) = (attributes(&ink), words(&ink));
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

/// The attributes of the shapes of a mark.
fn attributes(ink: &Ink) -> String {
    let fill = if ink.fill.is_empty() { "none" } else { ink.fill };
    let mut attributes = format!(r#"fill="{fill}""#);
    if !ink.stroke.is_empty() {
        attributes.push_str(&format!(r#" stroke="{}""#, ink.stroke));
    }
    if ink.width != 1 {
        attributes.push_str(&format!(r#" stroke-width="{}""#, ink.width));
    }
    if let Some((dash, gap)) = ink.dash {
        attributes.push_str(&format!(r#" stroke-dasharray="{dash} {gap}""#));
    }
    attributes
}

/// The attributes of its texts.
fn words(ink: &Ink) -> String {
    let size = if ink.size == 12 { String::new() } else { format!(r#" font-size="{}""#, ink.size) };
    let weight = if ink.bold { r#" font-weight="700""# } else { "" };
    format!(r#"fill="{}"{size}{weight}"#, ink.words)
}
