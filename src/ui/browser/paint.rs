//! Paints a drawing in the worker, for slides and mails that take no SVG. Colours and lines are those of `export::ink`.
//! It places nothing.

use crate::export::ink::ink;
use crate::report::drawing::{Drawing, Shape};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, OffscreenCanvas, OffscreenCanvasRenderingContext2d, Path2d};

/// Dots for a pixel, so that it is sharp on slides.
const DOTS: u32 = 2;
/// No browser paints more dots in a row or column than this.
const MOST: u32 = 16_000;

/// The drawing as a PNG file on white.
///
/// # Errors
/// Says why the browser did not paint it.
pub async fn png(drawing: &Drawing) -> Result<Vec<u8>, String> {
    let blob = painted(drawing).await.map_err(|error| {
        let why = String::from(js_sys::Object::from(error).to_string());
        format!("This browser painted no picture ({why}). Save the drawing as SVG instead.")
    })?;
    gloo_file::futures::read_as_bytes(&blob.into()).await.map_err(|error| error.to_string())
}

async fn painted(drawing: &Drawing) -> Result<Blob, JsValue> {
    let [width, height] =
        [drawing.width, drawing.height].map(|length| u32::try_from(length).unwrap_or(1).max(1));
    let dots = DOTS.min(MOST / width.max(height)).max(1);
    let canvas = OffscreenCanvas::new(width * dots, height * dots)?;
    let context = canvas.get_context("2d")?.ok_or("it has no canvas")?;
    let context: OffscreenCanvasRenderingContext2d = context.dyn_into()?;
    context.scale(dots.into(), dots.into())?;
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, width.into(), height.into());
    for mark in &drawing.marks {
        let ink = ink(&mark.kind);
        context.set_line_width(ink.width.into());
        context.set_stroke_style_str(ink.stroke);
        let dash = ink
            .dash
            .map_or_else(js_sys::Array::new, |(dash, gap)| js_sys::Array::of2(&dash.into(), &gap.into()));
        context.set_line_dash(&dash)?;
        context.set_font(&format!(
            "{} {}px system-ui, sans-serif",
            if ink.bold { 700 } else { 400 },
            ink.size
        ));
        for shape in &mark.shapes {
            let (path, words) = match shape {
                Shape::Rect(x, y, width, height) => {
                    (Some(format!("M{x} {y}h{width}v{height}h-{width}z")), None)
                }
                Shape::Path(path) => (Some(path.clone()), None),
                Shape::Text(x, y, words) => (None, Some((x, y, words, "start"))),
                Shape::TextEnd(x, y, words) => (None, Some((x, y, words, "end"))),
            };
            if let Some(path) = path {
                let path = Path2d::new_with_path_string(&path)?;
                if !ink.fill.is_empty() {
                    context.set_fill_style_str(ink.fill);
                    context.fill_with_path_2d(&path);
                }
                if !ink.stroke.is_empty() {
                    context.stroke_with_path(&path);
                }
            }
            if let Some((x, y, words, align)) = words {
                context.set_fill_style_str(ink.words);
                context.set_text_align(align);
                context.fill_text(words, (*x).into(), (*y).into())?;
            }
        }
    }
    JsFuture::from(canvas.convert_to_blob()?).await?.dyn_into()
}
