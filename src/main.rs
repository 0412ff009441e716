//! The page: a recovery page for panics, then the application.

use gapline::ui::{browser::boot, root::Root};

fn main() {
    boot::install_panic_page();
    yew::Renderer::<Root>::new().render();
}
