//! What Kept finds about a draft before it is approved: what changes, what clashes, and whether it
//! could be kept.

use crate::http::{Asked, Trouble};
use app::drafting::Draft;
use maud::{Markup, html};
use rules::charter::Charter;

/// What changes, what clashes, and whether it could be kept.
pub(super) fn shown(
    _asked: &Asked<'_>,
    _draft: &Draft,
    _charter: &Charter,
) -> Result<Markup, Trouble> {
    Ok(html! {})
}
