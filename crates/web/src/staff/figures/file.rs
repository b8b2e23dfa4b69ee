//! Figures as a file, with everything that a page rounds.

use super::address::ask;
use crate::http::{Answer, Asked, Rows, Trouble};
use crate::staff::rows::push_record;
use app::Fault;
use app::figures::{FigureRow, figures};
use rules::clock::Outcome;

struct File(std::vec::IntoIter<FigureRow>, bool);

impl Rows for File {
    fn next(&mut self) -> Result<Option<String>, Fault> {
        let mut text = String::new();
        if !self.1 {
            self.1 = true;
            text.push_str("standard,method,period,channel,service,kept,missed,running,ended_by_customer,not_counted,no_evidence,measured,share,low,high,coverage,reliable,target,met,period_state\r\n");
        }
        for row in self.0.by_ref().take(500) {
            let share = |share: Option<f64>| share.map(|s| s.to_string()).unwrap_or_default();
            let mut fields = vec![
                row.key.clone(),
                row.method.clone(),
                row.period.clone(),
                row.channel.clone().unwrap_or_default(),
                row.service.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            ];
            let outcomes = [
                Outcome::Kept,
                Outcome::Missed,
                Outcome::Running,
                Outcome::EndedByCustomer,
                Outcome::NotCounted,
                Outcome::NoEvidence,
                Outcome::Measured,
            ];
            fields.extend(outcomes.map(|outcome| row.number(outcome).to_string()));
            let s = &row.share;
            fields.extend([s.share, s.low, s.high, s.coverage].map(share));
            fields.push(s.reliable.to_string());
            fields.push(row.target.map(|target| target.to_string()).unwrap_or_default());
            fields.push(row.met.map(|met| met.to_string()).unwrap_or_default());
            fields.push(row.state.key().to_owned());
            push_record(&mut text, &fields);
        }
        Ok(Some(text).filter(|text| !text.is_empty()))
    }
}

/// Sends the figures as a file.
pub(crate) fn file(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let ask = ask(asked);
    let kept = &asked.site.kept;
    let rows = asked.read(|tx| figures(tx, kept, &ask, asked.today))?;
    let number = rows.len() as i64;
    kept.act(asked.acting(), asked.now, move |cx| app::lists::log_export(cx, "figures", number))?;
    let name = format!("figures-{}-{}.csv", ask.from, ask.to);
    Ok(Answer::rows(name, File(rows.into_iter(), false)))
}
