//! One standard that readings are recorded for: how it stands, and everything that was recorded.

use super::told;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::access::Permission;
use app::readings::{History, MethodHistory, PieceRow, Read, ReadingRow};
use charts::{LineChart, Period as Point, Series, Target as Aimed, Value};
use govuk::{Button, Cell, NotificationBanner, SummaryList, SummaryRow, Table};
use maud::{Markup, html};
use rules::charter::readings::{Asks, PeriodStanding, Wanted, duty, value};
use words::{dates, numbers};

/// How many periods the table shows.
const PERIODS: usize = 60;

/// The history of the standard that the address names.
pub(super) fn history(asked: &Asked<'_>) -> Result<History, Trouble> {
    let key = asked.place("standard").to_owned();
    let (kept, times) = (&asked.site.kept, (asked.now, asked.today));
    asked.read(|tx| {
        let all = app::charters::standards(tx)?;
        let found = all.iter().find(|row| row.key == key).ok_or(Trouble::NotFound)?;
        app::readings::history(tx, kept, found.id, times)?.ok_or(Trouble::NotFound)
    })
}

/// Shows it.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let history = history(asked)?;
    let standard = history.standard().ok_or(Trouble::NotFound)?;
    let main = html! {
        @if asked.query.given("recorded").is_some() {
            (NotificationBanner::success(said.components(), said.english("It is recorded.")))
        }
        h1.govuk-heading-l { (standard.title) }
        p.govuk-body-l { (standard.words) }
        (facts(asked, &history))
        (actions(asked, &history))
        @match &history.read {
            Read::Periods(methods) => {
                @for method in methods { (of_method(asked, &history, method)) }
                (recorded(asked, &history))
            }
            Read::Milestone(..) => (recorded(asked, &history)),
            Read::Evidence(_) => (pieces(asked, &history)),
        }
    };
    let frame = Frame::new(asked, &standard.title, main);
    Ok(Answer::page(frame.back("/staff/charter/readings", said.english("Readings")).staff()))
}

fn facts(asked: &Asked<'_>, history: &History) -> Markup {
    let said = asked.said();
    let Some(standard) = history.standard() else { return html! {} };
    let mut rows = Vec::new();
    let mut row = |name: &'static str, what: Markup| {
        rows.push(SummaryRow::new(said.english(name), what));
    };
    row("How it stands", told::whole(said, history));
    if let Some(question) = told::question(standard) {
        row("What is asked", html! { (question) });
    }
    if let Some(target) = told::target(standard, asked.today) {
        row("Target", html! { (target) });
    }
    if let Wanted::Milestone(by) = history.wanted {
        row("To be reached by", html! { (dates::full(said.language(), by)) });
    }
    if let Wanted::Evidence(Some(good_for)) = history.wanted {
        row("Evidence counts for", html! { (good_for) });
    }
    row(
        "Who answers for it",
        match told::owner(standard) {
            Some(owner) => html! { (owner) },
            None => said.english("Nobody is named in the charter"),
        },
    );
    if let Some(source) = &standard.source {
        row("Source", html! { (source) });
    }
    html! { (SummaryList::new(rows)) }
}

fn actions(asked: &Asked<'_>, history: &History) -> Markup {
    let said = asked.said();
    let Some(standard) = history.standard() else { return html! {} };
    if !asked.acting().reach.may(Permission::RecordReadings) {
        return html! {};
    }
    let (place, words) = match (&history.wanted, &history.read) {
        (Wanted::Evidence(_), _) => ("evidence", "Add evidence"),
        (Wanted::Milestone(_), _) if history.readings.iter().any(|row| row.stands) => {
            return html! {};
        }
        (Wanted::Milestone(_), _) => ("record", "Record that it was reached"),
        (Wanted::Periods(rule), _) if rule.asks == Asks::Duty => {
            ("record", "Record that it was done")
        }
        (Wanted::Periods(_), _) => ("record", "Record a reading"),
    };
    let href = format!("/staff/charter/readings/{}/{place}", standard.id);
    html! { (Button::link(said.english(words), href)) }
}

fn of_method(asked: &Asked<'_>, history: &History, method: &MethodHistory) -> Markup {
    let said = asked.said();
    let periods = &method.periods;
    let shown = periods.len().saturating_sub(PERIODS);
    let latest = periods.get(shown..).unwrap_or_default();
    let asks = match &history.wanted {
        Wanted::Periods(rule) => rule.asks,
        _ => return html! {},
    };
    let kind = history.standard().map(|standard| standard.kind);
    let heading = kind.map_or("", |kind| told::how(kind, method.method));
    html! {
        h2.govuk-heading-m { (said.english(heading)) }
        @if periods.is_empty() {
            p.govuk-body { (said.english("Nothing has been recorded.")) }
        } @else {
            @if asks == Asks::Duty {
                (of_year(asked, history, periods))
            } @else if latest.iter().filter(|one| one.top.is_some()).count() > 1 {
                (picture(asked, history, method, latest))
            }
            (table(asked, asks, latest))
            @if shown > 0 {
                p.govuk-body { (said.english(format!("The last {PERIODS} of {} are shown.", periods.len()))) }
            }
        }
    }
}

/// In how many periods of the reporting year a duty was done.
fn of_year(asked: &Asked<'_>, history: &History, periods: &[PeriodStanding]) -> Markup {
    let said = asked.said();
    let year =
        rules::charter::Per::Year.period_of(asked.today, asked.organisation.year_begins_month);
    let duty = duty(periods, year);
    let name = told::period(said, year);
    let target = match &history.wanted {
        Wanted::Periods(rule) => rule.aim(year).map(|aim| aim.target),
        _ => None,
    };
    let verdict = match target.and_then(|target| Some((target, duty.is_met(&target)?))) {
        Some((target, true)) => format!(" That is on course for the target: {target}."),
        Some((target, false)) => format!(" That is not on course for the target: {target}."),
        None => String::new(),
    };
    let times = numbers::of(duty.due, "time", "times");
    let share = value(duty.done * 100, Some(duty.due).filter(|due| *due > 0));
    let share = share
        .filter(|_| duty.due > 0)
        .map_or(String::new(), |share| format!(" ({})", numbers::percent(share, 1)));
    html! {
        p.govuk-body {
            (said.english(format!(
                "{name}: done {} of the {times} that it was due{share}.{verdict}",
                numbers::count(duty.done)
            )))
        }
    }
}

fn picture(
    asked: &Asked<'_>,
    history: &History,
    method: &MethodHistory,
    periods: &[PeriodStanding],
) -> Markup {
    let said = asked.said();
    let scale = if method.is_share { 100.0 } else { 1.0 };
    let point = |one: &PeriodStanding| {
        let value = value(one.top?, one.base)?;
        Some(Value::new(value * scale, told::amount(one.top?, one.base, one.aim.as_ref())))
    };
    let names = periods.iter().map(|one| {
        let name = told::period(said, one.period);
        let month = dates::month_name(said.language(), one.period.first.month());
        let short: String = month.chars().take(3).collect();
        Point::new(name, short)
    });
    let title = told::method(method.method);
    let id = format!("picture-{}-{}", history.read_standard.id, method.method.key());
    let last_aim = periods.iter().rev().find_map(|one| one.aim.as_ref());
    let target = last_aim.map(|aim| Aimed::new(aim.target.share() * scale, aim.target.to_string()));
    let number = periods.iter().filter(|one| one.top.is_some()).count() as i64;
    LineChart {
        id: &id,
        title,
        description: &format!("{} in order of time.", numbers::of(number, "reading", "readings")),
        periods: names.collect(),
        series: vec![Series::new(title, periods.iter().map(point).collect())],
        target,
        axis: method.is_share.then_some((0.0, 100.0)),
        axis_label: &|number| {
            if method.is_share { format!("{number:.0}%") } else { format!("{number:.0}") }
        },
        period_heading: "Period",
        missing: "–",
    }
    .figure()
}

fn table(asked: &Asked<'_>, asks: Asks, periods: &[PeriodStanding]) -> Markup {
    let said = asked.said();
    let is_duty = asks == Asks::Duty;
    let has_parts = periods.iter().any(|one| one.base.is_some());
    let mut head = vec![said.column("Period")];
    if !is_duty {
        head.push(said.numbers("Value"));
        if has_parts {
            head.push(said.numbers("Made of"));
        }
        head.push(said.column(if matches!(asks, Asks::Trend(_)) { "Before" } else { "Target" }));
    }
    head.push(said.column("How it stands"));
    let row = |one: &PeriodStanding| {
        let mut cells = vec![Cell::new(told::period(said, one.period))];
        if !is_duty {
            let value = one.top.map(|top| told::amount(top, one.base, one.aim.as_ref()));
            cells.push(Cell::numeric(value.unwrap_or_else(|| "–".to_owned())));
            if has_parts {
                cells.push(Cell::numeric(told::parts(one)));
            }
            cells.push(Cell::new(aimed(one, asks)));
        }
        cells.push(Cell::new(html! {
            (told::standing(said, one.standing))
            @if one.stretch_reached == Some(true) { " " (said.english("and the stretch target too")) }
        }));
        cells
    };
    html! {
        (Table {
            caption: said.english("Period by period").into(),
            caption_classes: "govuk-visually-hidden",
            head,
            rows: periods.iter().rev().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

fn aimed(one: &PeriodStanding, asks: Asks) -> String {
    if matches!(asks, Asks::Trend(_)) {
        let before = one.before.map(|(top, base)| told::amount(top, base, None));
        return before.unwrap_or_else(|| "–".to_owned());
    }
    let Some(aim) = &one.aim else { return "–".to_owned() };
    let label = aim.label.as_ref().map(|label| format!(" ({label})")).unwrap_or_default();
    let stretch = aim.stretch.map(|stretch| format!(", stretch {stretch}")).unwrap_or_default();
    format!("{}{stretch}{label}", aim.target)
}

/// Everything that was recorded, with what was put right.
fn recorded(asked: &Asked<'_>, history: &History) -> Markup {
    let said = asked.said();
    if history.readings.is_empty() {
        return html! {};
    }
    let head = ["Period", "What was recorded", "Source", "By", ""];
    html! {
        h2.govuk-heading-m { (said.english("What was recorded")) }
        (Table {
            caption: said.english("Readings as they were recorded").into(),
            caption_classes: "govuk-visually-hidden",
            head: head.into_iter().map(|head| said.column(if head.is_empty() { "Correct" } else { head })).collect(),
            rows: history.readings.iter().take(PERIODS).map(|row| reading(asked, history, row)).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

fn reading<'a>(asked: &Asked<'_>, history: &History, row: &'a ReadingRow) -> Vec<Cell<'a>> {
    let said = asked.said();
    let reading = &row.reading;
    let may = asked.acting().reach.may(Permission::RecordReadings);
    let key = history.standard().map_or("", |standard| standard.id.as_str());
    let is_once = !matches!(&history.wanted, Wanted::Periods(rule) if rule.asks != Asks::Duty);
    let what = match (row.is_taken_back, is_once) {
        (true, _) => "Taken back".to_owned(),
        (_, true) => match reading.done_on {
            Some(on) => format!("Done on {}", dates::date(said.language(), on)),
            None => "Done".to_owned(),
        },
        (_, false) => told::amount(reading.top, reading.base, None),
    };
    vec![
        Cell::new(told::period(said, reading.period)),
        Cell::new(html! {
            (what)
            @if !row.stands && !row.is_taken_back { " " (said.english("(put right since)")) }
            @if let Some(reason) = &row.reason { br; (said.english(format!("Because: {reason}"))) }
        }),
        Cell::new(html! {
            (row.source)
            @if let Some((title, place)) = &row.evidence { br; (linked(title, place)) }
        }),
        Cell::new(format!(
            "{}, {}",
            row.recorded_by,
            telling::short_moment(said, &asked.zone, row.recorded_at)
        )),
        Cell::new(html! {
            @if row.stands && may {
                a.govuk-link href={ "/staff/charter/readings/" (key) "/correct/" (reading.id) } {
                    (said.english("Correct"))
                    span.govuk-visually-hidden { " " (told::period(said, reading.period)) }
                }
            } @else { "–" }
        }),
    ]
}

/// What shows something: a link where it stands on the web, else where it is.
fn linked(title: &str, place: &str) -> Markup {
    let is_web = place.starts_with("https://") || place.starts_with("http://");
    html! {
        @if is_web && !place.contains(char::is_whitespace) {
            a.govuk-link href=(place) rel="noreferrer" { (title) }
        } @else {
            (title) ", " (place)
        }
    }
}

fn pieces(asked: &Asked<'_>, history: &History) -> Markup {
    let said = asked.said();
    let key = history.standard().map_or("", |standard| standard.id.as_str());
    let may = asked.acting().reach.may(Permission::RecordReadings);
    let date = |on| dates::date(said.language(), on);
    let counts = |row: &PieceRow| match (&row.taken_out_because, row.piece.until) {
        (Some(reason), _) => format!("Taken out: {reason}"),
        (None, Some(until)) if row.piece.counts_on(asked.today) => {
            format!("Counts until {}", date(until))
        }
        (None, Some(until)) => format!("Ran out after {}", date(until)),
        (None, None) => "Counts until it is taken out".to_owned(),
    };
    let row = |row: &PieceRow| {
        vec![
            Cell::new(linked(&row.title, &row.place)),
            Cell::new(row.owner.clone()),
            Cell::new(date(row.piece.dated_on)),
            Cell::new(said.english(counts(row))),
            Cell::new(html! {
                @if may && row.piece.counts_on(asked.today) {
                    a.govuk-link href={ "/staff/charter/readings/" (key) "/evidence/" (row.id) } {
                        (said.english("Take out"))
                        span.govuk-visually-hidden { " " (row.title) }
                    }
                } @else { "–" }
            }),
        ]
    };
    let head = ["Evidence", "Who answers for it", "Dated", "Counts", "Take out"];
    html! {
        h2.govuk-heading-m { (said.english("Evidence")) }
        @if history.pieces.is_empty() {
            p.govuk-body { (said.english("There is no evidence yet.")) }
        } @else {
            (Table {
                caption: said.english("Pieces of evidence").into(),
                caption_classes: "govuk-visually-hidden",
                head: head.into_iter().map(|head| said.column(head)).collect(),
                rows: history.pieces.iter().map(row).collect(),
                stacks: true,
                ..Table::default()
            })
        }
    }
}
