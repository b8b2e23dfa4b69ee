//! `kept ledger rebuild` and `kept audit verify`.

use crate::config::Config;
use crate::database;
use crate::ending::{Ended, Ending};
use crate::output;
use app::corrections::Miscounted;
use app::ledger::{Broken, Difference, Rebuilt};
use clap::{Args, Subcommand};
use serde_json::json;
use words::numbers::of;

/// The calls of `kept ledger`.
#[derive(Subcommand)]
pub(crate) enum LedgerCall {
    /// Work out promises and sums anew, and put right what differs.
    Rebuild(Rebuild),
}

/// Rebuilds what is worked out.
#[derive(Args)]
#[command(after_help = "Example:\n  kept ledger rebuild --check")]
pub(crate) struct Rebuild {
    /// Only compare, change nothing; ends with 1 if anything differs
    #[arg(long)]
    check: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// The calls of `kept audit`.
#[derive(Subcommand)]
pub(crate) enum AuditCall {
    /// Check that every row that was sealed is still there, as it was.
    Verify(Verify),
}

/// Walks seals and rows.
#[derive(Args)]
#[command(after_help = "Example:\n  kept audit verify --head 5f3c…")]
pub(crate) struct Verify {
    /// Check that this head, taken outside the building earlier, is in the chain
    #[arg(long, value_name = "HASH")]
    head: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: LedgerCall) -> Ended {
    let LedgerCall::Rebuild(call) = call;
    let kept = database::open_present(Config::read(None)?.get("database", "url"))?;
    let console = database::console(&kept)?;
    let rebuilt = app::ledger::rebuild(&kept, &console, app::time::now(), !call.check)
        .map_err(|fault| database::fault(&fault))?;
    let miscounted = app::corrections::recount(&kept, &console, app::time::now(), !call.check)
        .map_err(|fault| database::fault(&fault))?;
    let differences = rebuilt.differences.iter().map(told);
    let differences: Vec<String> = differences.chain(miscounted.iter().map(recounted)).collect();
    if call.json {
        output::json(&json!({
            "records": rebuilt.records,
            "promises": rebuilt.promises,
            "lines": rebuilt.lines,
            "equal": differences.is_empty(),
            "differences": differences,
        }))?;
    } else {
        output::line(went_through(&rebuilt))?;
        differences.iter().try_for_each(output::line)?;
    }
    match (differences.is_empty(), call.check) {
        (true, _) => {
            output::say("Everything is as it follows from the facts.");
            Ok(())
        }
        (false, true) => {
            output::say("kept: What is stored differs. Run without --check to rebuild it.");
            Err(Ending::Found)
        }
        (false, false) => {
            output::say("What differed was rebuilt. Run with --check to see that it is equal now.");
            Ok(())
        }
    }
}

fn went_through(rebuilt: &Rebuilt) -> String {
    format!(
        "{}, {}, {}.",
        of(rebuilt.records, "record", "records"),
        of(rebuilt.promises, "promise", "promises"),
        of(rebuilt.lines, "line", "lines")
    )
}

fn recounted(Miscounted { reference }: &Miscounted) -> String {
    format!("The corrections of record {reference} are not counted as they follow from its facts.")
}

fn told(difference: &Difference) -> String {
    match difference {
        Difference::Promise { reference } => {
            format!("A promise of record {reference} is not stored as it follows from the facts.")
        }
        Difference::Lines { reference } => {
            format!("The lines of record {reference} do not add up to its promises.")
        }
        Difference::Sum { group, stored, lines } => {
            format!("The sum of {group} is {stored}, but its lines add up to {lines}.")
        }
        Difference::Published { group, stored, lines } => {
            format!(
                "The closed figure of {group} is {stored}, but the lines that its closing knew add \
                 up to {lines}. It was changed after the closing, and is left as it is."
            )
        }
    }
}

pub(crate) fn audit(call: AuditCall) -> Ended {
    let AuditCall::Verify(call) = call;
    let kept = database::open_present(Config::read(None)?.get("database", "url"))?;
    let verified = kept.read(|tx| {
        tx.without_time_limit()?;
        app::ledger::verify(tx, call.head.as_deref())
    });
    match verified.map_err(|fault| database::fault(&fault))? {
        Ok(whole) => {
            if call.json {
                return output::json(&json!({
                    "whole": true,
                    "seals": whole.seals,
                    "rows": whole.rows,
                    "waiting": whole.waiting,
                    "head": whole.head,
                }));
            }
            output::line(format_args!(
                "Whole: {} over {}. {} for a seal.",
                of(whole.seals, "seal", "seals"),
                of(whole.rows, "row", "rows"),
                of(whole.waiting, "row waits", "rows wait"),
            ))?;
            output::line(format_args!("Head: {}", whole.head))
        }
        Err(broken) => {
            let sentence = broken_sentence(&broken);
            if call.json {
                output::json(&json!({ "whole": false, "broken": sentence }))?;
            } else {
                output::line(&sentence)?;
            }
            output::say(format_args!("kept: {sentence}"));
            Err(Ending::Found)
        }
    }
}

fn broken_sentence(broken: &Broken) -> String {
    match broken {
        Broken::Link { seal } => format!("Seal {seal} does not follow from the one before it."),
        Broken::Rows { seal, sealed, found } if sealed == found => {
            format!("A row that seal {seal} covers is not as it was sealed.")
        }
        Broken::Rows { seal, sealed, found } => {
            format!("Seal {seal} covers {sealed} rows, but {found} are there.")
        }
        Broken::Content { fact } => format!("What fact {fact} tells is not what was written."),
        Broken::Head => {
            "The head that you gave is none of this chain: it was cut off or replaced.".to_owned()
        }
    }
}
