//! Readings as a file: a line for each standard, method and period.

use super::told;
use crate::http::{Answer, Asked, Rows, Trouble};
use crate::staff::rows::push_record;
use app::Fault;
use app::readings::{History, Read};
use rules::charter::readings::value;

/// Lines that are made at once: a charter's readings are few.
pub(in crate::staff) struct Lines(pub(in crate::staff) Option<String>);

impl Rows for Lines {
    fn next(&mut self) -> Result<Option<String>, Fault> {
        Ok(self.0.take())
    }
}

const HEAD: [&str; 13] = [
    "standard", "title", "owner", "method", "from", "to", "top", "base", "value", "sample",
    "target", "label", "standing",
];

/// Sends the readings as a file.
pub(crate) fn file(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let kept = &asked.site.kept;
    let board = asked.read(|tx| app::readings::board(tx, kept, (asked.now, asked.today)))?;
    let mut text = String::new();
    push_record(&mut text, &HEAD.map(str::to_owned));
    let mut number = 0;
    for history in board.iter().flat_map(|board| &board.histories) {
        for line in lines(history) {
            push_record(&mut text, &line);
            number += 1;
        }
    }
    kept.act(asked.acting(), asked.now, move |cx| app::lists::log_export(cx, "readings", number))?;
    Ok(Answer::rows(format!("readings-{}.csv", asked.today), Lines(Some(text))))
}

fn lines(history: &History) -> Vec<Vec<String>> {
    let Some(standard) = history.standard() else { return Vec::new() };
    let begin = || {
        let owner = told::owner(standard).unwrap_or_default().to_owned();
        vec![standard.id.clone(), standard.title.clone(), owner]
    };
    let alone = |method: &str, on: String, standing: String| {
        let mut line = begin();
        line.extend([method.to_owned(), on.clone(), on]);
        line.extend(std::iter::repeat_n(String::new(), 6));
        line.push(standing);
        vec![line]
    };
    match &history.read {
        Read::Milestone(by, reached) => alone("supplied", by.to_string(), reached.key().to_owned()),
        Read::Evidence(shown) => alone("supplied", String::new(), shown.key().to_owned()),
        Read::Periods(methods) => {
            let periods = methods.iter().flat_map(|one| &one.periods);
            let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
            periods
                .map(|one| {
                    let mut line = begin();
                    let value = one.top.and_then(|top| value(top, one.base));
                    line.extend([
                        one.method.key().to_owned(),
                        one.period.first.to_string(),
                        one.period.last.to_string(),
                        one.top.map(|top| (top as f64 / 100.0).to_string()).unwrap_or_default(),
                        number(one.base),
                        value.map(|value| value.to_string()).unwrap_or_default(),
                        number(one.sample),
                        one.aim.as_ref().map(|aim| aim.target.to_string()).unwrap_or_default(),
                        one.aim.as_ref().and_then(|aim| aim.label.clone()).unwrap_or_default(),
                        one.standing.key().to_owned(),
                    ]);
                    line
                })
                .collect()
        }
    }
}
