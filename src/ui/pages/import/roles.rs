//! The head of the preview: the file's own headings, each with the role of its column.

use super::draft::DraftProps;
use crate::intake::Role;
use crate::session::action::{Action, Import};
use crate::ui::store::Desk;
use crate::ui::widgets::select::Select;
use yew::prelude::*;

/// The head.
pub fn role_head(desk: &Desk, props: &DraftProps) -> Html {
    let send = &desk.send;
    let draft = &props.draft;
    let header = draft.columns.header.and_then(|index| draft.table.records.get(index));
    let options: Vec<(AttrValue, AttrValue)> =
        Role::ALL.map(|role| (AttrValue::from(role.key()), AttrValue::from(role.label()))).to_vec();
    let cells = draft.columns.roles.iter().enumerate().map(|(column, role)| {
        let title = header
            .and_then(|record| record.get(column))
            .map_or_else(|| format!("Column {}", column + 1), |text| text.trim().to_owned());
        let title = if title.is_empty() { format!("Column {}", column + 1) } else { title };
        let change = send.reform(move |key: String| {
            Action::Import(Import::Role(column, Role::from_key(&key).unwrap_or(Role::Keep)))
        });
        html! {
            <th scope="col" key={column}>
                <Select label={format!("Role of {title}")} options={options.clone()} value={role.key()} {change}
                    state={if *role == Role::Keep { "off" } else { "on" }} />
                <span title={title.clone()}>{ title.clone() }</span>
            </th>
        }
    });
    html! { <tr aria-rowindex="1"><th scope="col" class="line">{ "Line" }</th>{ for cells }</tr> }
}
