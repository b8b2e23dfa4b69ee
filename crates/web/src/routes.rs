//! Every route, with who may use it.

use crate::http::{Route, Verb, Who, get, post, submit};
use crate::{public, staff};
use app::access::Permission as P;

/// Every route.
pub(crate) static ROUTES: &[Route] = &[
    get("/", Who::Everybody, public::home::show),
    get("/standards", Who::Everybody, public::standards::list),
    get("/standards/handbook", Who::Everybody, public::standards::handbook::show),
    get("/standards/versions", Who::Everybody, public::standards::versions::list),
    get("/standards/versions/{version}", Who::Everybody, public::standards::versions::show),
    get(
        "/standards/versions/{version}/{standard}",
        Who::Everybody,
        public::standards::versions::show_standard,
    ),
    get("/services", Who::Everybody, public::services::list),
    get("/services/{service}", Who::Everybody, public::services::show),
    get("/standards/{standard}", Who::Everybody, public::standards::show),
    get("/how-we-are-doing", Who::Everybody, public::performance::show),
    get("/how-we-are-doing/owning-up", Who::Everybody, public::owning_up::show),
    get("/enquiry", Who::Everybody, public::enquiry::ask),
    submit("/enquiry", Who::Everybody, public::enquiry::send),
    get("/enquiry/sent/{reference}", Who::Everybody, public::enquiry::sent),
    get("/follow", Who::Everybody, public::follow::ask),
    post("/follow", Who::Everybody, public::follow::show),
    get("/brand.css", Who::Everybody, public::brand::style),
    get("/staff/sign-in", Who::Everybody, staff::sign_in::ask),
    post("/staff/sign-in", Who::Everybody, staff::sign_in::check),
    get("/staff/sign-in/code", Who::HalfSignedIn, staff::second_factor::ask),
    post("/staff/sign-in/code", Who::HalfSignedIn, staff::second_factor::check),
    post("/staff/sign-out", Who::HalfSignedIn, staff::sign_in::out),
    get("/staff/welcome/{secret}", Who::Everybody, staff::welcome::ask),
    post("/staff/welcome/{secret}", Who::Everybody, staff::welcome::choose),
    get("/staff", Who::Staff, staff::home::show),
    get("/staff/contacts/new", Who::With(P::LogContacts), staff::log::ask),
    post("/staff/contacts/new/find", Who::With(P::LogContacts), staff::log::find),
    submit("/staff/contacts/new", Who::With(P::LogContacts), staff::log::send),
    post("/staff/find", Who::With(P::SeeRecords), staff::find::show),
    get("/staff/records/{reference}", Who::With(P::SeeRecords), staff::record::show),
    submit("/staff/records/{reference}/note", Who::With(P::SeeRecords), staff::record::note),
    submit("/staff/records/{reference}/repeat", Who::With(P::LogContacts), staff::record::repeat),
    get("/staff/records/{reference}/open", Who::With(P::LogContacts), staff::acts::open::ask),
    submit("/staff/records/{reference}/open", Who::With(P::LogContacts), staff::acts::open::send),
    get(
        "/staff/records/{reference}/acknowledge",
        Who::With(P::WorkOnCases),
        staff::acts::acknowledge::ask,
    ),
    submit(
        "/staff/records/{reference}/acknowledge",
        Who::With(P::WorkOnCases),
        staff::acts::acknowledge::send,
    ),
    get("/staff/records/{reference}/respond", Who::With(P::WorkOnCases), staff::acts::respond::ask),
    submit(
        "/staff/records/{reference}/respond",
        Who::With(P::WorkOnCases),
        staff::acts::respond::send,
    ),
    get(
        "/staff/records/{reference}/next-step",
        Who::With(P::WorkOnCases),
        staff::acts::next_step::ask,
    ),
    submit(
        "/staff/records/{reference}/next-step",
        Who::With(P::WorkOnCases),
        staff::acts::next_step::send,
    ),
    get("/staff/records/{reference}/tell", Who::With(P::WorkOnCases), staff::acts::tell::ask),
    submit("/staff/records/{reference}/tell", Who::With(P::WorkOnCases), staff::acts::tell::send),
    get("/staff/records/{reference}/reassign", Who::With(P::Reassign), staff::acts::reassign::ask),
    submit(
        "/staff/records/{reference}/reassign",
        Who::With(P::Reassign),
        staff::acts::reassign::send,
    ),
    get("/staff/records/{reference}/close", Who::With(P::WorkOnCases), staff::acts::close::ask),
    submit("/staff/records/{reference}/close", Who::With(P::WorkOnCases), staff::acts::close::send),
    get("/staff/records/{reference}/reopen", Who::With(P::Reopen), staff::acts::reopen::ask),
    submit("/staff/records/{reference}/reopen", Who::With(P::Reopen), staff::acts::reopen::send),
    get("/staff/records/{reference}/pause", Who::With(P::WorkOnCases), staff::acts::pause::ask),
    submit("/staff/records/{reference}/pause", Who::With(P::WorkOnCases), staff::acts::pause::send),
    get("/staff/records/{reference}/resume", Who::With(P::WorkOnCases), staff::acts::resume::ask),
    submit(
        "/staff/records/{reference}/resume",
        Who::With(P::WorkOnCases),
        staff::acts::resume::send,
    ),
    get("/staff/records/{reference}/extend", Who::With(P::WorkOnCases), staff::acts::extend::ask),
    submit(
        "/staff/records/{reference}/extend",
        Who::With(P::WorkOnCases),
        staff::acts::extend::send,
    ),
    get(
        "/staff/records/{reference}/escalate",
        Who::With(P::WorkOnCases),
        staff::acts::escalate::ask,
    ),
    submit(
        "/staff/records/{reference}/escalate",
        Who::With(P::WorkOnCases),
        staff::acts::escalate::send,
    ),
    get("/staff/records/{reference}/correct", Who::With(P::Correct), staff::corrections::choose),
    get(
        "/staff/records/{reference}/correct/{kind}",
        Who::With(P::Correct),
        staff::corrections::ask,
    ),
    submit(
        "/staff/records/{reference}/correct/{kind}",
        Who::With(P::Correct),
        staff::corrections::send,
    ),
    get(
        "/staff/records/{reference}/promises/{number}",
        Who::With(P::SeeRecords),
        staff::promise::show,
    ),
    get(
        "/staff/records/{reference}/promises/{number}/explanation.json",
        Who::With(P::SeeRecords),
        staff::promise::explanation,
    ),
    get(
        "/staff/records/{reference}/give-standards",
        Who::With(P::LogContacts),
        staff::told::give::ask,
    ),
    submit(
        "/staff/records/{reference}/give-standards",
        Who::With(P::LogContacts),
        staff::told::give::send,
    ),
    get("/staff/records/{reference}/own-up", Who::With(P::WorkOnCases), staff::told::own_up::ask),
    submit(
        "/staff/records/{reference}/own-up",
        Who::With(P::WorkOnCases),
        staff::told::own_up::send,
    ),
    get("/staff/records/{reference}/receipt", Who::With(P::SeeRecords), staff::told::receipt::show),
    get("/staff/records/{reference}/apology", Who::With(P::SeeRecords), staff::told::apology::show),
    get("/staff/lists/to-own-up", Who::With(P::SeeRecords), staff::told::to_own_up::show),
    get("/staff/lists/paused", Who::With(P::SeeRecords), staff::paused::show),
    get("/staff/lists/nothing-due", Who::With(P::SeeRecords), staff::nothing_due::show),
    get("/staff/reminders", Who::With(P::SeeRecords), staff::reminders::show),
    submit("/staff/reminders", Who::With(P::SeeRecords), staff::reminders::put_away_now),
    get("/staff/lists/{list}", Who::With(P::SeeRecords), staff::lists::show),
    get("/staff/lists/{list}/file", Who::With(P::Export), staff::lists::file),
    get("/staff/figures", Who::With(P::SeeFigures), staff::figures::show),
    get("/staff/figures/file", Who::With(P::Export), staff::figures::file),
    get("/staff/figures/adjustments", Who::With(P::SeeFigures), staff::figures::show_adjustments),
    get("/staff/figures/corrections", Who::With(P::SeeFigures), staff::corrections::show_figures),
    get("/staff/figures/corrections/file", Who::With(P::Export), staff::corrections::file),
    get("/staff/figures/told", Who::With(P::SeeFigures), staff::told::figures::show),
    get("/staff/figures/told/misses", Who::With(P::SeeFigures), staff::told::misses::show),
    get("/staff/figures/promises", Who::With(P::SeeFigures), staff::promises::show),
    get("/staff/figures/promises/file", Who::With(P::Export), staff::promises::file),
    get("/staff/periods", Who::With(P::SeeFigures), staff::periods::list),
    get("/staff/periods/{month}", Who::With(P::SeeFigures), staff::periods::show),
    submit("/staff/periods/{month}", Who::With(P::ClosePeriods), staff::periods::close),
    get("/staff/charter", Who::Staff, staff::charter::show),
    get("/staff/calendars", Who::With(P::ManageCharter), staff::calendars::show::show),
    get(
        "/staff/calendars/new/{change}",
        Who::With(P::ManageCharter),
        staff::calendars::changing::ask,
    ),
    submit(
        "/staff/calendars/new/{change}",
        Who::With(P::ManageCharter),
        staff::calendars::changing::send,
    ),
    get(
        "/staff/calendars/proposals/{proposal}",
        Who::With(P::ManageCharter),
        staff::calendars::proposals::show,
    ),
    submit(
        "/staff/calendars/proposals/{proposal}/approve",
        Who::With(P::ManageCharter),
        staff::calendars::proposals::approve,
    ),
    submit(
        "/staff/calendars/proposals/{proposal}/drop",
        Who::With(P::ManageCharter),
        staff::calendars::proposals::drop,
    ),
    get(
        "/staff/calendars/versions/{version}",
        Who::With(P::ManageCharter),
        staff::calendars::versions::show,
    ),
    submit(
        "/staff/calendars/versions/{version}",
        Who::With(P::ManageCharter),
        staff::calendars::versions::tell,
    ),
    get("/staff/system", Who::With(P::SeeSystem), staff::system::show),
];

/// Every route as text: method, path, and who may use it. For tests that sweep over all of them.
pub fn route_table() -> Vec<(&'static str, String, String)> {
    let method = |route: &Route| match route.verb {
        Verb::Get => "GET",
        Verb::Submit | Verb::Post => "POST",
    };
    let who = |route: &Route| match route.who {
        Who::Everybody => "everybody".to_owned(),
        who => format!("{who:?}"),
    };
    ROUTES.iter().map(|route| (method(route), route.path.to_owned(), who(route))).collect()
}
