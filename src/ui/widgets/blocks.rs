//! Blocks of a report, and pictures, on a page. What they say and where shapes stand was decided in the worker.

use crate::model::day;
use crate::model::units::grouped;
use crate::report::drawing::{Drawing, Mark, Shape};
use crate::report::{Block, Cell, Section, Table, Tone};
use std::rc::Rc;
use yew::prelude::*;

/// The word for style sheets and the symbol of a tone.
pub fn tone(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Good => ("good", "✓"),
        Tone::Watch => ("watch", "!"),
        Tone::Bad => ("bad", "✕"),
    }
}

/// A section as a panel that scrolls by itself.
pub fn section(section: &Section) -> Html {
    html! {
        <section class="panel blocks" id={section.id.clone()} key={section.id.clone()} aria-label={section.title.clone()} tabindex="0">
            <h2>{ &section.title }</h2>
            { for section.blocks.iter().map(block) }
        </section>
    }
}

/// A block.
pub fn block(block: &Block) -> Html {
    match block {
        Block::Finding(state, text) => {
            let (state, symbol) = tone(*state);
            html! { <p class="finding" data-state={state}><span aria-hidden="true">{ symbol }</span>{ " " }<b>{ text }</b></p> }
        }
        Block::Paragraph(text) => html! { <p>{ text }</p> },
        Block::Heading(text) => html! { <h3>{ text }</h3> },
        Block::List(points) => {
            html! { <ul>{ for points.iter().map(|point| html! { <li>{ point }</li> }) }</ul> }
        }
        Block::Facts(facts) => html! {
            <dl>{ for facts.iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }</dl>
        },
        Block::Table(table) => self::table(table),
        Block::Drawing(drawing) => self::drawing(drawing),
        Block::Fold(title, blocks) => {
            html! { <Fold title={title.clone()} blocks={blocks.clone()} /> }
        }
        // Only the report draws them.
        Block::Bars(_) => Html::default(),
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct FoldProps {
    title: String,
    blocks: Rc<Vec<Block>>,
}

/// Blocks that are made when somebody opens them: a plan has up to two hundred waves.
#[component]
fn Fold(props: &FoldProps) -> Html {
    let is_open = use_state(|| false);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: Event| is_open.set(!*is_open))
    };
    html! {
        <details ontoggle={toggle}>
            <summary>{ &props.title }</summary>
            if *is_open { { for props.blocks.iter().map(block) } }
        </details>
    }
}

fn table(table: &Table) -> Html {
    let class = |number: bool| number.then_some("number");
    let head = table
        .columns
        .iter()
        .map(|(title, number)| html! { <th scope="col" class={class(*number)}>{ title }</th> });
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().zip(&table.columns).enumerate().map(|(place, (cell, (_, number)))| {
            let text = match cell {
                Cell::Text(text) => text.clone(),
                Cell::Number(number) => grouped(*number),
                Cell::Day(date) => day::full(*date),
                Cell::Verdict(_) | Cell::Empty => String::new(),
            };
            let class = if matches!(cell, Cell::Day(_)) { Some("date") } else { class(*number) };
            if place == 0 {
                html! { <th scope="row">{ text }</th> }
            } else {
                html! { <td {class}>{ text }</td> }
            }
        });
        html! { <tr>{ for cells }</tr> }
    });
    html! {
        <table><caption>{ &table.caption }</caption><thead><tr>{ for head }</tr></thead><tbody>{ for rows }</tbody></table>
    }
}

/// A picture.
pub fn drawing(drawing: &Drawing) -> Html {
    let (width, height) = (drawing.width, drawing.height);
    html! {
        <svg class="drawing" viewBox={format!("0 0 {width} {height}")} width={width.to_string()} role="img" aria-label={drawing.label.clone()}>
            { for drawing.marks.iter().map(mark) }
        </svg>
    }
}

/// A mark; of one that can be drawn along all but its words moves.
fn mark(mark: &Mark) -> Html {
    let drawn = |words: bool| {
        let is_text = |shape: &&Shape| matches!(shape, Shape::Text(..) | Shape::TextEnd(..));
        mark.shapes.iter().filter(move |shape| is_text(shape) == words).map(shape).collect::<Html>()
    };
    html! {
        <g data-kind={mark.kind.clone()}>
            if !mark.title.is_empty() { <title>{ &mark.title }</title> }
            { drawn(true) }
            <g data-task={mark.task.clone()}>{ drawn(false) }</g>
        </g>
    }
}

fn shape(shape: &Shape) -> Html {
    match shape {
        Shape::Rect(x, y, width, height) => html! {
            <rect x={x.to_string()} y={y.to_string()} width={width.to_string()} height={height.to_string()} />
        },
        Shape::Path(path) => html! { <path d={path.clone()} /> },
        Shape::Text(x, y, words) => html! { <text x={x.to_string()} y={y.to_string()}>{ words }</text> },
        Shape::TextEnd(x, y, words) => {
            html! { <text x={x.to_string()} y={y.to_string()} text-anchor="end">{ words }</text> }
        }
    }
}
