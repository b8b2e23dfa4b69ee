//! A body that nobody has set up yet: enough to begin with.

use super::commands::{SetUp, set_tree, set_up};
use super::queries::current;
use super::roles::ready_made_roles;
use crate::cx::Cx;
use crate::failure::Failure;
use jiff::civil::Date;
use rules::contacts::Channel;
use rules::organisation::{NewUnit, UnitKind};

/// What a body is called until somebody gives it its name.
pub const UNNAMED: &str = "Your organisation";

/// Sets up an empty Kept with a name to be changed, one service and its team, every channel and
/// the ready-made roles. Does nothing where a body has been set up.
pub fn begin(cx: &mut Cx<'_>) -> Result<(), Failure> {
    if current(cx.tx)?.is_some() {
        return Ok(());
    }
    let body = SetUp {
        name: UNNAMED.into(),
        short_name: "Kept".into(),
        zone: "Europe/London".into(),
        year_begins_month: 4,
        brand_colour: "#1d70b8".into(),
        second_factor_required: true,
        channels: Channel::ALL.to_vec(),
        roles: ready_made_roles(),
    };
    set_up(cx, &body)?;
    let service = NewUnit {
        kind: UnitKind::Service,
        key: "customer-services".into(),
        name: "Customer services".into(),
        welsh_name: None,
        parent: None,
        provider: None,
        reached_by: None,
    };
    let team = NewUnit {
        kind: UnitKind::Team,
        key: "customer-services-team".into(),
        name: "Customer services team".into(),
        parent: Some((UnitKind::Service, "customer-services".into())),
        ..service.clone()
    };
    let from = Date::constant(1970, 1, 1);
    set_tree(cx, from, "To begin with", &[service, team], &[])?;
    Ok(())
}
