//! Forms that record a reading, or put one right.

use super::{questions, show, told};
use crate::forms::{TypedDate, add_wrong_date};
use crate::http::{Answer, Asked, Fields, Trouble};
use app::readings::{Correct, History, Read, ReadingRow, Record, RecordRefusal};
use govuk::Errors;
use jiff::civil::Date;
use rules::charter::Method;
use rules::charter::readings::{Asks, Period, Wanted};

/// How many periods the form offers, the latest first.
const OFFERED: usize = 40;

/// A form over a standard, to record a reading or to put one right.
pub(super) struct Form {
    pub(super) history: History,
    pub(super) corrected: Option<ReadingRow>,
}

impl Form {
    fn of(asked: &Asked<'_>) -> Result<Form, Trouble> {
        let history = show::history(asked)?;
        if matches!(history.wanted, Wanted::Evidence(_)) {
            return Err(Trouble::NotFound);
        }
        let corrected = match asked.place("reading") {
            "" => None,
            number => {
                let id: i64 = number.parse().map_err(|_| Trouble::NotFound)?;
                let found = history.readings.iter().find(|row| row.reading.id == id);
                Some(found.cloned().ok_or(Trouble::NotFound)?)
            }
        };
        Ok(Form { history, corrected })
    }

    fn key(&self) -> &str {
        self.history.standard().map_or("", |standard| standard.id.as_str())
    }

    pub(super) fn back(&self) -> String {
        format!("/staff/charter/readings/{}", self.key())
    }

    pub(super) fn address(&self) -> String {
        match &self.corrected {
            None => format!("{}/record", self.back()),
            Some(row) => format!("{}/correct/{}", self.back(), row.reading.id),
        }
    }

    pub(super) fn asks(&self) -> Option<Asks> {
        match &self.history.wanted {
            Wanted::Periods(rule) => Some(rule.asks),
            _ => None,
        }
    }

    /// Whether readings are of periods that the standard gives.
    pub(super) fn has_periods(&self) -> bool {
        matches!(&self.history.wanted, Wanted::Periods(rule) if rule.per.is_some())
    }

    pub(super) fn methods(&self) -> Vec<Method> {
        match &self.history.read {
            Read::Periods(methods) => methods.iter().map(|one| one.method).collect(),
            _ => vec![Method::Supplied],
        }
    }

    pub(super) fn is_share(&self) -> bool {
        let Read::Periods(methods) = &self.history.read else { return false };
        methods.iter().any(|one| one.is_share)
    }

    pub(super) fn title(&self) -> &'static str {
        match (&self.corrected, self.asks()) {
            (Some(_), _) => "Correct a reading",
            (None, Some(Asks::Duty)) => "Record that it was done",
            (None, Some(_)) => "Record a reading",
            (None, None) => "Record that it was reached",
        }
    }

    /// What stands in the form at first.
    fn begun(&self, today: Date) -> Fields {
        let mut fields = Fields::default();
        let date = |fields: Fields, name: &str, on: Date| {
            let (day, month, year) = (on.day(), on.month(), on.year());
            fields
                .with(&format!("{name}-day"), day.to_string())
                .with(&format!("{name}-month"), month.to_string())
                .with(&format!("{name}-year"), year.to_string())
        };
        let Some(row) = &self.corrected else {
            return if self.asks() == Some(Asks::Duty) {
                date(fields, "done", today)
            } else {
                fields
            };
        };
        let reading = &row.reading;
        let text = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
        fields = date(fields, "from", reading.period.first);
        fields = date(fields, "to", reading.period.last);
        if let Some(on) = reading.done_on {
            fields = date(fields, "done", on);
        }
        let (title, place) = row.evidence.clone().unwrap_or_default();
        fields
            .with("method", reading.method.key())
            .with("period", reading.period.first.to_string())
            .with("top", told::number(reading.top))
            .with("base", text(reading.base))
            .with("sample", text(reading.sample))
            .with("source", row.source.clone())
            .with("service", text(row.service))
            .with("provider", text(row.provider))
            .with("evidence-title", title)
            .with("evidence-place", place)
    }
}

/// Asks what is to be recorded.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = Form::of(asked)?;
    // A form that is sent again finds its reading put right: only who begins anew is sent away.
    if form.corrected.as_ref().is_some_and(|row| !row.stands) {
        return Err(Trouble::NotFound);
    }
    let errors = Errors::new(asked.said().components());
    questions::page(asked, &form, &form.begun(asked.today), &errors).map(Answer::page)
}

/// Records it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = Form::of(asked)?;
    let mut errors = Errors::new(asked.said().components());
    let typed = asked.form;
    let takes_back = typed.given("take-back").is_some();
    let record = match takes_back {
        true => None,
        false => read(asked, &form, typed, &mut errors),
    };
    if !takes_back && typed.given("source").is_none() {
        errors.add("source", "Enter where this is from");
    }
    if form.corrected.is_some() && typed.given("reason").is_none() {
        errors.add("reason", "Enter why it is corrected");
    }
    if !errors.is_empty() {
        return questions::page(asked, &form, typed, &errors).map(Answer::refused);
    }
    let address = format!("{}?recorded=yes", form.back());
    let acted = match &form.corrected {
        None => {
            let Some(record) = record else { return Err(Trouble::NotFound) };
            asked.act(move |cx| app::readings::record(cx, &record).map(|_| address.clone()))
        }
        Some(row) => {
            let reason = typed.text("reason").to_owned();
            let correct = Correct { id: row.reading.id, instead: record, reason };
            asked.act(move |cx| app::readings::correct(cx, &correct).map(|_| address.clone()))
        }
    };
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            for refusal in Trouble::or_refused(failure)? {
                let (question, target, sentence) = sentence(&form, refusal);
                errors.add_at(question, target, sentence);
            }
            questions::page(asked, &form, typed, &errors).map(Answer::refused)
        }
    }
}

/// What was typed, as a reading; what is wrong goes beside its question.
fn read(asked: &Asked<'_>, form: &Form, typed: &Fields, errors: &mut Errors<'_>) -> Option<Record> {
    let methods = form.methods();
    let method = match methods.as_slice() {
        [only] => Some(*only),
        _ => Method::named(typed.text("method")).filter(|method| methods.contains(method)),
    };
    if method.is_none() {
        errors.add("method", "Select how it is known");
    }
    let mut date = |name: &'static str, what: &str, needed: Option<&'static str>| {
        match TypedDate::read(typed, name).date() {
            Ok(Some(on)) => return Some(on),
            Ok(None) => {
                if let Some(sentence) = needed {
                    errors.add_at(name, format!("{name}-day"), sentence);
                }
            }
            Err(wrong) => add_wrong_date(errors, name, what, &wrong),
        }
        None
    };
    let mut done_on = None;
    let period = match form.asks() {
        None => date("done", "The date", Some("Enter the day on which it was reached"))
            .map(|on| Period { first: on, last: on }),
        Some(asks) => {
            if asks == Asks::Duty {
                done_on = date("done", "The date", Some("Enter the day on which it was done"));
            }
            match form.has_periods() {
                true => chosen_period(asked, form, typed, errors),
                false => {
                    let from = date("from", "The first day", Some("Enter the first day"));
                    let to = date("to", "The last day", Some("Enter the last day"));
                    from.zip(to).map(|(first, last)| Period { first, last })
                }
            }
        }
    };
    let [top, base, sample] = numbers(form, typed, errors);
    let evidence = (typed.text("evidence-title"), typed.text("evidence-place"));
    let has_evidence = !evidence.0.is_empty() || !evidence.1.is_empty();
    Some(Record {
        standard: form.history.read_standard.id,
        method: method?,
        period: period?,
        top,
        base,
        sample,
        done_on,
        source: typed.text("source").to_owned(),
        service: typed.number("service"),
        provider: typed.number("provider"),
        evidence: has_evidence.then(|| (evidence.0.to_owned(), evidence.1.to_owned())),
    })
}

/// How many, of how many, and how many were asked.
fn numbers(form: &Form, typed: &Fields, errors: &mut Errors<'_>) -> [Option<i64>; 3] {
    let is_counted = !matches!(form.asks(), None | Some(Asks::Duty));
    let mut amount = |name: &'static str, hundredths: bool| -> Option<i64> {
        let text = typed.given(name).filter(|_| is_counted)?;
        let number = if hundredths { hundredths_of(text) } else { whole(text) };
        if number.is_none() {
            errors.add(
                name,
                match hundredths {
                    true => "Enter a number, such as 43 or 86.4",
                    false => "Enter a whole number, such as 50",
                },
            );
        }
        number
    };
    [amount("top", true), amount("base", false), amount("sample", false)]
}

fn chosen_period(
    asked: &Asked<'_>,
    form: &Form,
    typed: &Fields,
    errors: &mut Errors<'_>,
) -> Option<Period> {
    let first: Option<Date> = typed.text("period").parse().ok();
    let found = first.and_then(|first| {
        offered(asked, form).into_iter().find(|(period, _)| period.first == first)
    });
    if found.is_none() {
        errors.add("period", "Select which period it is of");
    }
    found.map(|(period, _)| period)
}

/// The periods that the form offers, the latest first, and whether something is recorded for it.
pub(super) fn offered(asked: &Asked<'_>, form: &Form) -> Vec<(Period, bool)> {
    let Wanted::Periods(rule) = &form.history.wanted else { return Vec::new() };
    let Read::Periods(methods) = &form.history.read else { return Vec::new() };
    let known = methods.iter().flat_map(|one| &one.periods);
    let mut all: Vec<(Period, bool)> = known.map(|one| (one.period, one.top.is_some())).collect();
    if let Some(per) = rule.per {
        // Earlier ones too: figures of before Kept are worth having.
        let running = per.period_of(asked.today, asked.organisation.year_begins_month);
        let earlier = std::iter::successors(Some(running), |period| {
            Some(per.before(*period, asked.organisation.year_begins_month))
        });
        all.extend(earlier.take(8).map(|period| (period, false)));
    }
    all.sort_by(|a, b| b.cmp(a));
    all.dedup_by_key(|(period, _)| *period);
    all.truncate(OFFERED);
    all
}

/// A number as people type it, in hundredths: `43`, `86.4`, `1,204`, `86.4%`.
fn hundredths_of(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').replace(',', "");
    let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 || whole.len() > 9 {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + part)
}

fn whole(text: &str) -> Option<i64> {
    hundredths_of(text)
        .filter(|hundredths| hundredths % 100 == 0)
        .map(|hundredths| hundredths / 100)
}

/// Beside which question a refusal stands, in which box, and what it says.
fn sentence(form: &Form, refusal: RecordRefusal) -> (&'static str, String, String) {
    use RecordRefusal as No;
    let period = if form.has_periods() { "period" } else { "from" };
    let first = if form.has_periods() { "period" } else { "from-day" };
    let at = |name: &'static str, sentence: &str| (name, name.to_owned(), sentence.to_owned());
    match refusal {
        No::NotThatMethod => at("method", "Select how it is known"),
        No::NotAPeriod if form.has_periods() => at("period", "Select which period it is of"),
        No::NotAPeriod => {
            ("to", "to-day".into(), "The last day must be the first day or after it".into())
        }
        No::ToCome => (period, first.into(), "The period must have begun".into()),
        No::NoNumber => at("top", "Enter how many"),
        No::Negative => at("top", "Enter a number that is 0 or more"),
        No::NoBase => at("base", "Enter of how many, such as 50"),
        No::MoreThanAll => at("top", "Enter a number that is no larger than the one below"),
        No::DoneToCome => ("done", "done-day".into(), "The day must be today or earlier".into()),
        No::DoneBefore => {
            ("done", "done-day".into(), "The day must be in the period or after it".into())
        }
        No::NoSource => at("source", "Enter where this is from"),
        No::NoSuchUnit => at("service", "Select a service that you have now"),
        No::HalfEvidence => {
            at("evidence-place", "Enter both what shows it and where that is, or neither")
        }
        No::Exists(_) => {
            let sentence = "There is a reading of that already. Correct it on the standard's page";
            (period, first.into(), sentence.into())
        }
        No::NoReason => at("reason", "Enter why it is corrected"),
    }
}

#[cfg(test)]
mod tests {
    use super::{hundredths_of, whole};

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, hundredths) in [
            ("43", Some(4_300)),
            ("86.4", Some(8_640)),
            ("86.4%", Some(8_640)),
            ("1,204", Some(120_400)),
            (" 0 ", Some(0)),
            ("86.444", None),
            ("-3", None),
            ("many", None),
            ("", None),
        ] {
            assert_eq!(hundredths_of(typed), hundredths, "{typed}");
        }
        assert_eq!(whole("50"), Some(50));
        assert_eq!(whole("50.5"), None);
    }
}
