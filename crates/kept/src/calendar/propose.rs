//! Proposing a change of calendar at the console.

use super::{L, open as open_database};
use crate::checking::text_of;
use crate::database;
use crate::ending::{Ended, Ending, refused, wrong_call};
use crate::output;
use crate::trouble::trouble;
use app::calendars::{Propose, ProposeRefusal, Whose};
use app::{Failure, Kept};
use clap::Args;
use jiff::civil::Date;
use rules::calendar::{Change, Nation, Opening, WeeklyHours};
use serde_json::json;
use words::{calendars, refusals};

/// What every proposal says.
#[derive(Args)]
struct Common {
    /// Where it is known from, or why: a proclamation, minutes, a reason
    #[arg(long)]
    source: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// What a proposal for one calendar says.
#[derive(Args)]
struct OfOne {
    /// The key of the venue or line whose own calendar is meant; without it, the body's
    #[arg(long, value_name = "KEY")]
    place: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// The feed that GOV.UK publishes, from a file.
#[derive(Args)]
#[command(after_help = "The payload is kept with its hash and date; the same one again changes \
nothing. A day that the feed lacks is shown and stays.\n\nExample:\n  \
kept calendar feed bank-holidays.json")]
pub(crate) struct Feed {
    /// The file, as www.gov.uk/bank-holidays.json gives it
    file: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// A bank holiday that was proclaimed, before the feed has it.
#[derive(Args)]
#[command(after_help = "Example:\n  kept calendar proclaim 2026-06-15 --nation scotland \
--name \"World Cup bank holiday\" --source \"Proclamation of 4 March 2026\"")]
pub(crate) struct Proclaim {
    /// The date
    date: String,
    /// england-and-wales, scotland or northern-ireland
    #[arg(long)]
    nation: String,
    /// What it is called
    #[arg(long, required_unless_present = "none")]
    name: Option<String>,
    /// It is no bank holiday after all
    #[arg(long, conflicts_with = "name")]
    none: bool,
    #[command(flatten)]
    common: Common,
}

/// A day on which the body, a venue or a line is closed.
#[derive(Args)]
#[command(after_help = "Example:\n  kept calendar close 2026-05-18 --name \"Victoria Day\" \
--source \"Council minutes of 3 March\"")]
pub(crate) struct Close {
    /// The date
    date: String,
    /// What the day is called
    #[arg(long)]
    name: Option<String>,
    /// It is no closed day after all
    #[arg(long, conflicts_with = "name")]
    none: bool,
    #[command(flatten)]
    one: OfOne,
}

/// An opening besides the ordinary week, also of a day that is closed otherwise.
#[derive(Args)]
#[command(
    after_help = "Example:\n  kept calendar open \"2026-12-24 09:00-12:00\" --source \"Notice of 1 December\""
)]
pub(crate) struct Open {
    /// The date and the times
    opening: String,
    /// There is no such opening after all
    #[arg(long)]
    none: bool,
    #[command(flatten)]
    one: OfOne,
}

/// Other hours of the ordinary week.
#[derive(Args)]
#[command(after_help = "Example:\n  kept calendar hours \"Mo-Fr 08:30-16:30\" --place town-hall \
--source \"Cabinet, 4 May\"")]
pub(crate) struct Hours {
    /// The hours of every weekday
    hours: String,
    #[command(flatten)]
    one: OfOne,
}

pub(super) fn feed(call: &Feed) -> Ended {
    let payload = text_of("feed", &call.file)?;
    let kept = open_database()?;
    let console = database::console(&kept)?;
    let taken =
        kept.act(&console, app::time::now(), move |cx| app::calendars::take_feed(cx, &payload));
    let taken = taken.map_err(why)?;
    let news: Vec<String> = taken
        .news
        .iter()
        .flat_map(|news| calendars::news(L, news))
        .map(|text| text.to_string())
        .collect();
    if call.json {
        return output::json(&json!({
            "proposal": taken.proposal,
            "known_payload": taken.is_known,
            "news": news,
        }));
    }
    if taken.is_known {
        output::line("This payload was taken before. Nothing was changed.")?;
    }
    news.into_iter().try_for_each(output::line)?;
    match taken.proposal {
        Some(proposal) => output::line(next(proposal)),
        None => output::line("The feed says nothing new."),
    }
}

pub(super) fn proclaim(call: &Proclaim) -> Ended {
    let on = date(&call.date)?;
    let nation = Nation::named(&call.nation).ok_or_else(|| {
        let keys: Vec<&str> = Nation::EACH.iter().map(|nation| nation.key()).collect();
        wrong_call(format!("\"{}\" is not a nation. Write {}.", call.nation, keys.join(" or ")))
    })?;
    let change = match &call.name {
        Some(name) => Change::Proclaim { nation, on, name: name.clone() },
        None => Change::Withdraw { nation, on },
    };
    propose(change, None, &call.common)
}

pub(super) fn close(call: &Close) -> Ended {
    let on = date(&call.date)?;
    let change = match call.none {
        true => Change::Unclose { on },
        false => Change::Close { on, name: call.name.clone() },
    };
    propose(change, call.one.place.as_deref(), &call.one.common)
}

pub(super) fn open(call: &Open) -> Ended {
    let opening =
        Opening::read(&call.opening).map_err(|no| wrong_call(refusals::calendar(L, &no)))?;
    let change = if call.none { Change::Unopen(opening) } else { Change::Open(opening) };
    propose(change, call.one.place.as_deref(), &call.one.common)
}

pub(super) fn hours(call: &Hours) -> Ended {
    let hours = WeeklyHours::read(&call.hours).map_err(|no| wrong_call(refusals::hours(L, &no)))?;
    propose(Change::Hours(hours), call.one.place.as_deref(), &call.one.common)
}

fn date(text: &str) -> Result<Date, Ending> {
    text.parse()
        .map_err(|_| wrong_call(format!("\"{text}\" is not a date. Write one such as 2026-05-18.")))
}

fn propose(change: Change, place: Option<&str>, common: &Common) -> Ended {
    let kept = open_database()?;
    let whose = whose(&kept, place)?;
    let said = calendars::change(L, &change);
    let propose = Propose { whose, change, source: common.source.clone() };
    let console = database::console(&kept)?;
    let now = app::time::now();
    let proposed = kept.act(&console, now, move |cx| app::calendars::propose(cx, &propose));
    let proposal = proposed.map_err(why)?;
    if common.json {
        return output::json(&json!({ "proposal": proposal, "change": said.as_str() }));
    }
    output::line(format_args!("{said}."))?;
    output::line(next(proposal))
}

fn next(proposal: i64) -> String {
    format!(
        "Proposal {proposal}. See what it moves: kept calendar impact {proposal}. Then: kept \
         calendar approve {proposal}, or kept calendar drop {proposal}"
    )
}

/// The venue or line of a key.
fn whose(kept: &Kept, place: Option<&str>) -> Result<Whose, Ending> {
    let Some(key) = place else { return Ok(Whose::Body) };
    let zone = kept.zone().map_err(|e| trouble(&e))?;
    let today = zone.date_of(app::time::now());
    let places = kept.read(|tx| app::calendars::places(tx, today)).map_err(|e| trouble(&e))?;
    match places.iter().find(|place| place.key == key) {
        Some(place) => Ok(Whose::Place(place.id)),
        None => {
            let keys: Vec<&str> = places.iter().map(|place| place.key.as_str()).collect();
            Err(refused(format!(
                "There is no venue or line \"{key}\". There are: {}.",
                keys.join(", ")
            )))
        }
    }
}

fn why(failure: Failure<ProposeRefusal>) -> Ending {
    match failure {
        Failure::Refused(refusals) => {
            refused(refusals.iter().map(sentence).collect::<Vec<_>>().join("\n"))
        }
        other => database::failed(other),
    }
}

fn sentence(refusal: &ProposeRefusal) -> String {
    match refusal {
        ProposeRefusal::NoSource => "Say with --source where it is known from, or why.".to_owned(),
        ProposeRefusal::NoCalendar => {
            "There is no calendar yet. Adopt a charter: kept charter adopt ID --from DATE"
                .to_owned()
        }
        ProposeRefusal::NotAPlace => {
            "Only venues and lines have hours of their own. Name one of them.".to_owned()
        }
        ProposeRefusal::Feed(refusal) => calendars::feed_refusal(L, refusal).to_string(),
        ProposeRefusal::Change(refusal) => calendars::refusal(L, refusal).to_string(),
    }
}
