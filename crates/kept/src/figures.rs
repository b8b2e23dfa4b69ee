//! `kept figures`: one row for each standard, method and group.

use crate::config::Config;
use crate::database;
use crate::ending::{Ended, Ending, refused, wrong_call};
use crate::output;
use app::figures::{Ask, By, CountBy, FigureRow, PeriodLength, Times};
use clap::Args;
use rules::clock::Moment;
use rules::ledger::Month;
use serde_json::{Map, Value, json};
use words::numbers;

/// Counts the promises kept and missed.
#[derive(Args)]
#[command(
    after_help = "Example:\n  kept figures --from 2026-04 --to 2026-09 --by month,channel --json"
)]
pub(crate) struct Call {
    /// The first month, such as 2026-04
    #[arg(long, value_name = "MONTH")]
    from: String,
    /// The last month
    #[arg(long, value_name = "MONTH")]
    to: String,
    /// A row for each month, quarter or year; channel; service; team (repeatable, or with commas)
    #[arg(long, value_delimiter = ',', value_name = "GROUP")]
    by: Vec<String>,
    /// Only this standard
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    /// Count promises by the date they were due, received or concluded
    #[arg(long, value_name = "DATE", default_value = "due")]
    count_by: String,
    /// Count what was known at this moment [default: now]
    #[arg(long, value_name = "INSTANT")]
    known_at: Option<String>,
    /// Add how long things took
    #[arg(long)]
    times: bool,
    /// Print one JSON document
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV
    #[arg(long)]
    csv: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let ask = ask(call)?;
    let kept = database::open_present(Config::read(None)?.get("database", "url"))?;
    let zone = kept.zone().map_err(|e| database::trouble(&e))?;
    let known_at = call.known_at.as_deref();
    let known_at = known_at.map(|text| crate::time::moment_in(&zone, text).map(Moment::instant));
    let mut ask = Ask { known_at: known_at.transpose()?, ..ask };
    let now = app::time::now();
    let today = zone.date_of(now);
    let rows = kept.read(|tx| {
        if let Some(key) = &call.standard {
            let standards = app::charters::standards(tx)?;
            match standards.iter().find(|standard| standard.key == *key) {
                Some(standard) => ask.standard = Some(standard.id),
                None => return Ok(Err(standards.into_iter().map(|s| s.key).collect::<Vec<_>>())),
            }
        }
        let mut rows = app::figures::figures(tx, &kept, &ask, today)?;
        rows.extend(app::figures::by_readings(tx, &kept, &ask, (now, today))?);
        Ok(Ok(rows))
    });
    let rows = match rows.map_err(|fault| database::fault(&fault))? {
        Ok(rows) => rows,
        Err(known) => {
            let key = call.standard.as_deref().unwrap_or_default();
            return Err(refused(format!(
                "There is no standard \"{key}\". There are: {}.",
                known.join(", ")
            )));
        }
    };
    if call.json {
        return output::json(&rows.iter().map(|row| document(row, call.times)).collect());
    }
    if call.csv { csv(&ask.by, &rows, call.times) } else { print(&rows) }
}

/// The first and the last month of a call.
pub(crate) fn months(from: &str, to: &str) -> Result<(Month, Month), Ending> {
    let month = |text: &str| {
        Month::read(text).map_err(|_| {
            wrong_call(format!("\"{text}\" is not a month. Write one such as 2026-09."))
        })
    };
    let (from, to) = (month(from)?, month(to)?);
    if to < from {
        return Err(wrong_call(format!("{to} is before {from}. Swap them.")));
    }
    Ok((from, to))
}

fn ask(call: &Call) -> Result<Ask, Ending> {
    let (from, to) = months(&call.from, &call.to)?;
    let by = call.by.iter().map(|group| match group.trim() {
        "month" => Ok(By::Period(PeriodLength::Month)),
        "quarter" => Ok(By::Period(PeriodLength::Quarter)),
        "year" => Ok(By::Period(PeriodLength::Year)),
        "channel" => Ok(By::Channel),
        "service" => Ok(By::Service),
        "team" => Ok(By::Team),
        other => Err(wrong_call(format!(
            "\"{other}\" cannot be grouped by. Write month, quarter, year, channel, service or team."
        ))),
    });
    let by: Vec<By> = by.collect::<Result<_, _>>()?;
    if by.iter().filter(|by| matches!(by, By::Period(_))).count() > 1 {
        return Err(wrong_call("Group by one length of period: month, quarter or year."));
    }
    let count_by = match call.count_by.as_str() {
        "due" => CountBy::Due,
        "received" => CountBy::Received,
        "concluded" => CountBy::Concluded,
        other => {
            return Err(wrong_call(format!(
                "\"{other}\" cannot be counted by. Write due, received or concluded."
            )));
        }
    };
    if call.known_at.is_some() && by.contains(&By::Team) {
        return Err(wrong_call(
            "Teams are known as they stand now only. Leave out --known-at or team.",
        ));
    }
    if call.known_at.is_some() && call.times {
        return Err(wrong_call(
            "Times are known as they stand now only. Leave out --known-at or --times.",
        ));
    }
    Ok(Ask { from, to, by, standard: None, count_by, known_at: None, times: call.times })
}

fn document(row: &FigureRow, times: bool) -> Value {
    let mut fields = Map::new();
    let mut add = |key: &str, value: Value| {
        fields.insert(key.to_owned(), value);
    };
    add("standard", json!(row.key));
    add("method", json!(row.method));
    add("period", json!(row.period));
    if let Some(channel) = &row.channel {
        add("channel", json!(channel));
    }
    if let Some((_, service)) = &row.service {
        add("service", json!(service));
    }
    if let Some((_, team)) = &row.team {
        add("team", json!(team));
    }
    let counts = &row.counts;
    add("kept", json!(counts.kept));
    add("missed", json!(counts.missed));
    add("running", json!(counts.running));
    add("ended_by_customer", json!(counts.ended_by_customer));
    add("not_counted", json!(counts.not_counted));
    add("no_evidence", json!(counts.no_evidence));
    add("measured", json!(counts.measured));
    add("share", json!(row.share.share));
    add("low", json!(row.share.low));
    add("high", json!(row.share.high));
    add("coverage", json!(row.share.coverage));
    add("reliable", json!(row.share.reliable));
    add("target", json!(row.target.map(|target| target.share())));
    add("met", json!(row.met));
    add("period_state", json!(row.state.key()));
    if times {
        let of = row.times.as_ref();
        add("stopped", json!(of.map_or(0, |times| times.stopped)));
        add("mean", json!(of.map(|times| times.mean)));
        add("median", json!(of.map(|times| times.median)));
        add("p90", json!(of.map(|times| times.p90)));
        add("longest", json!(of.map(|times| times.longest)));
        add("unit", json!(of.map(|times| times.unit)));
        add("gross_median", json!(of.map(|times| times.gross_median)));
    }
    Value::Object(fields)
}

/// The columns of the CSV file, which stand there without any rows too.
fn columns(by: &[By], times: bool) -> Vec<&'static str> {
    let groups = [(By::Channel, "channel"), (By::Service, "service"), (By::Team, "team")];
    let groups = groups.into_iter().filter(|(group, _)| by.contains(group)).map(|(_, name)| name);
    let times = if times { &TIMES[..] } else { &[] };
    let parts =
        [&["standard", "method", "period"], &groups.collect::<Vec<_>>()[..], &COUNTS, times];
    parts.concat()
}

const COUNTS: [&str; 15] = [
    "kept",
    "missed",
    "running",
    "ended_by_customer",
    "not_counted",
    "no_evidence",
    "measured",
    "share",
    "low",
    "high",
    "coverage",
    "reliable",
    "target",
    "met",
    "period_state",
];

const TIMES: [&str; 7] = ["stopped", "mean", "median", "p90", "longest", "unit", "gross_median"];

fn csv(by: &[By], rows: &[FigureRow], times: bool) -> Ended {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let unwritable = |_| refused("The figures could not be written as CSV.");
    let columns = columns(by, times);
    writer.write_record(&columns).map_err(unwritable)?;
    for row in rows {
        let fields = document(row, times);
        let values = columns.iter().map(|column| match &fields[column] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        writer.write_record(values).map_err(unwritable)?;
    }
    let bytes = writer.into_inner().unwrap_or_default();
    output::text(&String::from_utf8_lossy(&bytes))
}

fn print(rows: &[FigureRow]) -> Ended {
    if rows.is_empty() {
        return output::line("There are no promises in these months.");
    }
    for row in rows {
        let groups = [
            row.channel.clone(),
            row.service.as_ref().map(|(_, name)| name.clone()),
            row.team.as_ref().map(|(_, name)| name.clone()),
        ];
        let groups: Vec<String> = groups.into_iter().flatten().collect();
        let share = row.share.share.map_or("–".to_owned(), |share| {
            numbers::percent(share, row.share.decimals(row.target.as_ref()))
        });
        output::line(format_args!(
            "{} ({}), {}{}{}: {share}; {}{} [{}]",
            row.key,
            row.method,
            row.period,
            if groups.is_empty() { "" } else { ", " },
            groups.join(", "),
            counts(row),
            row.times.as_ref().map(took).unwrap_or_default(),
            row.state.key(),
        ))?;
    }
    Ok(())
}

/// How many promises came to what: kept, missed and running always, the others if there are any.
fn counts(row: &FigureRow) -> String {
    let of = &row.counts;
    let always = [("kept", of.kept), ("missed", of.missed), ("running", of.running)];
    let others = [
        ("ended by the customer", of.ended_by_customer),
        ("not counted", of.not_counted),
        ("no evidence", of.no_evidence),
        ("measured", of.measured),
    ];
    let others = others.into_iter().filter(|(_, number)| *number > 0);
    let told: Vec<String> = always
        .into_iter()
        .chain(others)
        .map(|(name, number)| format!("{name} {}", numbers::count(number)))
        .collect();
    told.join(", ")
}

/// How long those took that stopped.
fn took(times: &Times) -> String {
    format!(
        "; median {}, 9 in 10 within {}, longest {} {}",
        times.median, times.p90, times.longest, times.unit
    )
}
