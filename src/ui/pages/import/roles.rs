//! The head of the preview: the file's own headings, each with the role of its column.

use super::draft::{DraftProps, columns_shown};
use crate::intake::grounds::Grounds;
use crate::intake::{Role, shape};
use crate::session::action::{Action, Import};
use crate::ui::store::Desk;
use crate::ui::widgets::select::marked_menu;
use yew::prelude::*;

/// The head.
pub fn role_head(desk: &Desk, props: &DraftProps) -> Html {
    let send = &desk.send;
    let draft = &props.draft;
    let headings = shape::headings(&draft.table, &draft.columns);
    let options: Vec<(AttrValue, AttrValue)> =
        Role::ALL.map(|role| (AttrValue::from(role.key()), AttrValue::from(role.label()))).to_vec();
    let cells = columns_shown(draft).into_iter().map(|column| {
        let role = draft.columns.roles.get(column).copied().unwrap_or(Role::Keep);
        let heading = headings.get(column).filter(|text| !text.is_empty());
        let title = heading.cloned().unwrap_or_else(|| format!("Column {}", column + 1));
        let grounds = draft.grounds.get(column).filter(|grounds| grounds.role == role);
        let kept = role == Role::Keep;
        let change = send.reform(move |key: String| {
            Action::Import(Import::Role(column, Role::from_key(&key).unwrap_or(Role::Keep)))
        });
        html! {
            <th scope="col" key={column}>
                { marked_menu(format!("Role of {title}"), options.clone(), role.key(), change, if kept { "off" } else { "on" }) }
                <span title={title.clone()}>{ title.clone() }</span>
                if !kept { { how_sure(grounds) } }
            </th>
        }
    });
    html! { <tr aria-rowindex="1"><th scope="col" class="line">{ "Line" }</th>{ for cells }</tr> }
}

/// How sure a proposed role is, as a word and a figure; how the figure comes about opens on it.
fn how_sure(grounds: Option<&Grounds>) -> Html {
    let Some(grounds) = grounds else { return html! { <small>{ "chosen by you" }</small> } };
    html! {
        <details>
            <summary>{ format!("{}, {} %", grounds.confidence().label(), grounds.percent) }</summary>
            <p>{ &grounds.words }</p>
        </details>
    }
}
