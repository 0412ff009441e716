//! A list of devices as it was counted, and the one that the project uses.

use crate::devices::{DeviceCounts, Field, Values};
use crate::model::order;
use crate::model::platform::Platform;
use crate::model::units::grouped;
use crate::report::words;
use crate::session::action::{Action, Import};
use crate::session::state::Counted;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{act, sends, unless};
use crate::ui::widgets::select::marked_menu;
use yew::prelude::*;

/// How many values of a field are listed.
const LISTED: usize = 8;

/// The counts before they are used.
pub fn counted_view(desk: &Desk, counted: &Counted) -> Html {
    let send = &desk.send;
    let counts = &counted.counts;
    let from = if counts.product.is_empty() {
        String::new()
    } else {
        format!(" · an export of {}", counts.product)
    };
    let present = desk.session.project.estate.total().0;
    html! {
        <>
            <header class="head">
                <div>
                    <h1>{ format!("{} devices", grouped(counts.devices)) }</h1>
                    <p><b>{ counted.given.name() }</b>{ from }{ format!(" · {}; no row is kept", counts.reason) }</p>
                </div>
                { act(send, "", "Leave it", || Action::Import(Import::Discard)) }
                { act(send, "", "It is a list of features", || Action::Import(Import::Devices(false))) }
                { unless(counts.devices == 0, "primary", format!("Use {} devices", grouped(counts.platforms.values().sum())), sends(send, || Action::Import(Import::Use))) }
            </header>
            <div class="columns">
                <section class="panel counts" tabindex="0" aria-label="Counts">
                    { platforms(counts) }
                    { for counts.fields.iter().filter(|one| one.field != Field::Platform).map(|one| values(one, counts.devices)) }
                </section>
                <aside class="panel side fields" tabindex="0" aria-label="What will happen">
                    <h2>{ "What will happen" }</h2>
                    <p class="quiet">{ if present > 0 {
                        format!("The counts by platform replace the {} devices of the plan; one step to undo.", grouped(present))
                    } else {
                        "The counts by platform become the estate of the plan.".to_owned()
                    } }</p>
                    <ul class="sums">
                        <li><p><span>{ "Records in the file" }</span><b>{ grouped(counts.records) }</b></p></li>
                        <li><p><span>{ "Devices" }</span><b>{ grouped(counts.devices) }</b></p></li>
                        { for counts.left_out.iter().map(|left| html! {
                            <li class="sub"><p title={lines(&left.lines)}><span>{ left.why.label() }</span><b>{ grouped(left.count) }</b></p></li>
                        }) }
                        if counts.people > 0 {
                            <li><p><span>{ "People" }</span><b>{ grouped(counts.people) }</b></p></li>
                            <li class="sub"><p><span>{ "with several devices" }</span><b>{ grouped(counts.people_of_several) }</b></p></li>
                            <li class="sub"><p><span>{ "of several platforms" }</span><b>{ grouped(counts.people_of_platforms) }</b></p></li>
                        }
                    </ul>
                    { unread(desk, counts) }
                    <h2>{ "Columns" }</h2>
                    <p class="quiet">{ "Columns that name persons or single devices are not kept; users are counted. Other columns are not looked at; give them a field to count them." }</p>
                    <ul class="values">{ for counts.plan.headings.iter().zip(&counts.plan.fields).enumerate().map(|(column, (heading, field))| {
                        let options: Vec<(AttrValue, AttrValue)> =
                            Field::ALL.map(|one| (AttrValue::from(one.key()), AttrValue::from(one.label()))).to_vec();
                        let change = send.reform(move |key: String| {
                            Action::Import(Import::Field(column, Field::from_key(&key).unwrap_or(Field::Other)))
                        });
                        html! {
                            <li><span dir="auto">{ if heading.is_empty() { format!("Column {}", column + 1) } else { heading.clone() } }</span>
                                { marked_menu(format!("Field of {heading}"), options, field.key(), change, if field.is_counted() { "on" } else { "" }) }</li>
                        }
                    }) }</ul>
                </aside>
            </div>
        </>
    }
}

/// Lines as text.
fn lines(lines: &[u32]) -> String {
    let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
    format!("Lines {}", lines.join(", "))
}

/// Values that name no platform, each with a menu.
fn unread(desk: &Desk, counts: &DeviceCounts) -> Html {
    let meant = counts.plan.meanings.iter().map(|(value, platform)| (value.clone(), None, Some(*platform)));
    let open = counts.unread.iter().filter(|(value, _)| !counts.plan.meanings.contains_key(value));
    let rows: Vec<_> =
        open.map(|(value, count)| (value.clone(), Some(*count), None)).chain(meant).take(200).collect();
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), "not in the plan".into())];
    options.extend(Platform::ALL.map(|one| (one.key().into(), one.label().into())));
    html! {
        <>
            <h2>{ "To confirm" }</h2>
            if counts.android_unsaid > 0 {
                <p class="quiet">{ format!("{} Android devices do not say how they are managed or who owns them; they count as corporate.", grouped(counts.android_unsaid)) }</p>
            }
            if rows.is_empty() {
                <p class="quiet">{ "Every device names its platform." }</p>
            }
            <ul class="values">{ for rows.into_iter().map(|(value, count, platform)| {
                let shown = if value.is_empty() { "no platform, model or version".to_owned() } else { value.clone() };
                let label = format!("Platform of {shown}");
                let change = desk.send.reform(move |key: String| Action::Import(Import::Means(value.clone(), Platform::from_key(&key))));
                html! {
                    <li><span dir="auto"><code>{ shown }</code>{ count.map(|count| format!(", {}", words::count(count, "device", "devices"))) }</span>
                        { marked_menu(label, options.clone(), platform.map_or("", Platform::key), change, if platform.is_some() { "on" } else { "ask" }) }</li>
                }
            }) }</ul>
        </>
    }
}

fn platforms(counts: &DeviceCounts) -> Html {
    let named = counts.platforms.iter().map(|(platform, count)| (platform.label().to_owned(), *count));
    let mut rows: Vec<(String, u32)> = named.collect();
    order::sort(&mut rows, |left, right| right.1.cmp(&left.1));
    let unread: u32 = counts.unread.iter().map(|(_, count)| count).sum::<u32>() + counts.unread_others;
    if unread > 0 {
        rows.push(("not understood".to_owned(), unread));
    }
    table("Platform", &rows, counts.devices, 0)
}

fn values(values: &Values, devices: u32) -> Html {
    let listed: Vec<(String, u32)> = values.values.iter().take(LISTED).cloned().collect();
    let more = values.values.len().saturating_sub(LISTED);
    table(values.field.label(), &listed, devices, more)
}

/// Values with their devices and share.
fn table(caption: &'static str, rows: &[(String, u32)], devices: u32, more: usize) -> Html {
    let share = |count: u32| {
        let all = u64::from(devices.max(1));
        let tenths = (u64::from(count) * 1000 + all / 2) / all;
        format!("{}.{} %", tenths / 10, tenths % 10)
    };
    html! {
        <table>
            <caption>{ caption }</caption>
            <thead><tr><th scope="col">{ caption }</th><th scope="col" class="number">{ "Devices" }</th><th scope="col" class="number">{ "Share" }</th></tr></thead>
            <tbody>
                { for rows.iter().map(|(value, count)| html! {
                    <tr><th scope="row" dir="auto">{ if value.is_empty() { "not said" } else { value } }</th>
                        <td class="number">{ grouped(*count) }</td><td class="number">{ share(*count) }</td></tr>
                }) }
                if more > 0 { <tr><td class="quiet" colspan="3">{ format!("and {} more", words::count(u32::try_from(more).unwrap_or(u32::MAX), "value", "values")) }</td></tr> }
            </tbody>
        </table>
    }
}

/// The device list that the project uses, in a line.
pub fn in_use(desk: &Desk) -> Html {
    let Some(counts) = &desk.session.project.devices else { return Html::default() };
    let of_plan = desk.session.project.estate.total().0;
    let counted: u32 = counts.platforms.values().sum();
    let parts: Vec<String> = counts
        .platforms
        .iter()
        .map(|(platform, count)| format!("{} {}", platform.label(), grouped(*count)))
        .collect();
    html! {
        <p class="notice"><span><b>{ format!("{} devices", grouped(counts.devices)) }</b>
            { format!(" counted from {}: {}.", counts.file, parts.join(", ")) }
            if of_plan != counted { { format!(" The plan has {} by hand.", grouped(of_plan)) } }</span></p>
    }
}
