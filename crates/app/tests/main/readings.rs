//! What no record judges is recorded by people: once for each period, put right with a reason and
//! never changed; and what stands follows from it.

use app::Failure;
use app::readings::{
    AddPiece, Correct, History, PieceRefusal, Read, Record, RecordRefusal, add_piece, board,
    correct, history, record, take_out,
};
use db::args;
use jiff::civil::{Date, date};
use rules::charter::Method;
use rules::charter::readings::{Period, Reached, Shown, Standing};
use testkit::{Person, Town};

/// A charter with a standard of every kind that readings judge, in force since April.
pub(crate) const CHARTER: &str = include_str!("readings.toml");

pub(crate) fn adopts(town: &Town) {
    let charter = rules::charter::read(CHARTER).unwrap();
    let adopt = app::charters::Adopt {
        charter,
        text: CHARTER.into(),
        from: date(2026, 4, 1),
        until: None,
        approval: "Cabinet".into(),
        kind: rules::charter::CharterKind::Own,
    };
    town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
}

fn number(town: &Town, key: &str) -> i64 {
    let all = town.kept.read(app::charters::standards).unwrap();
    all.iter().find(|row| row.key == key).unwrap().id
}

fn days(first: &str, last: &str) -> Period {
    Period { first: first.parse().unwrap(), last: last.parse().unwrap() }
}

fn quarter() -> Period {
    days("2026-04-01", "2026-06-30")
}

/// A reading of a standard for a period: so many of so many.
fn of(town: &Town, key: &str, period: Period, top: i64, base: Option<i64>) -> Record {
    let is_survey = ["satisfied"].contains(&key);
    Record {
        standard: number(town, key),
        method: if is_survey { Method::Survey } else { Method::Supplied },
        period,
        top: Some(top * 100),
        base,
        sample: None,
        done_on: None,
        source: "Survey of visitors".into(),
        service: None,
        provider: None,
        evidence: None,
    }
}

fn records(town: &Town, what: Record) -> Result<i64, Failure<RecordRefusal>> {
    town.act(Person::PerformanceOfficer, move |cx| record(cx, &what))
}

fn corrects(town: &Town, what: Correct) -> Result<i64, Failure<RecordRefusal>> {
    town.act(Person::PerformanceOfficer, move |cx| correct(cx, &what))
}

fn seen(town: &Town, key: &str) -> History {
    let (id, times) = (number(town, key), (town.now(), town.today()));
    town.kept.read(|tx| history(tx, &town.kept, id, times)).unwrap().unwrap()
}

fn standings(town: &Town, key: &str) -> Vec<(Date, Standing)> {
    let Read::Periods(methods) = seen(town, key).read else { panic!("{key} is not of periods") };
    methods[0].periods.iter().map(|one| (one.period.first, one.standing)).collect()
}

testkit::on_both_databases! {
    fn a_score_is_recorded_and_judged_by_the_target_of_its_time(town: &Town) {
        adopts(town);
        records(town, of(town, "satisfied", quarter(), 83, Some(100))).unwrap();
        let found = standings(town, "satisfied");
        assert_eq!(found, [
            (date(2026, 4, 1), Standing::Met),
            // Today is 14 September.
            (date(2026, 7, 1), Standing::NotDueYet),
        ]);
        let history = seen(town, "satisfied");
        let Read::Periods(methods) = &history.read else { panic!() };
        let aim = methods[0].periods[0].aim.as_ref().unwrap();
        assert_eq!(aim.label.as_deref(), Some("2026/27"));
        assert_eq!(methods[0].periods[0].stretch_reached, Some(false));
    }

    fn a_reading_is_put_right_by_another_and_both_are_seen(town: &Town) {
        adopts(town);
        let first = records(town, of(town, "satisfied", quarter(), 70, Some(100))).unwrap();
        let again = records(town, of(town, "satisfied", quarter(), 90, Some(100)));
        assert!(matches!(again, Err(Failure::Refused(no)) if no == [RecordRefusal::Exists(first)]));
        let instead = Some(of(town, "satisfied", quarter(), 90, Some(100)));
        let no_reason = Correct { id: first, instead: instead.clone(), reason: " ".into() };
        let refused = corrects(town, no_reason);
        assert!(matches!(refused, Err(Failure::Refused(no)) if no == [RecordRefusal::NoReason]));
        let put_right = Correct { id: first, instead, reason: "Late returns".into() };
        corrects(town, put_right.clone()).unwrap();
        assert!(matches!(corrects(town, put_right), Err(Failure::Stale)), "it stands no more");
        let history = seen(town, "satisfied");
        let said: Vec<(i64, bool, Option<&str>)> = history
            .readings
            .iter()
            .map(|row| (row.reading.top, row.stands, row.reason.as_deref()))
            .collect();
        assert_eq!(said, [(9_000, true, Some("Late returns")), (7_000, false, None)]);
    }

    fn a_reading_of_the_wrong_quarter_is_taken_back_there_and_recorded_here(town: &Town) {
        adopts(town);
        let first = records(town, of(town, "satisfied", quarter(), 90, Some(100))).unwrap();
        let summer = days("2026-07-01", "2026-09-30");
        let instead = Some(of(town, "satisfied", summer, 90, Some(100)));
        corrects(town, Correct { id: first, instead, reason: "Wrong quarter".into() }).unwrap();
        assert_eq!(standings(town, "satisfied"), [
            (date(2026, 4, 1), Standing::Due),
            (date(2026, 7, 1), Standing::OnCourse),
        ]);
        // What was taken back can be recorded again.
        records(town, of(town, "satisfied", quarter(), 85, Some(100))).unwrap();
        assert_eq!(standings(town, "satisfied")[0].1, Standing::Met);
    }

    fn neither_readings_nor_evidence_can_be_changed_or_taken_away(town: &Town) {
        adopts(town);
        records(town, of(town, "satisfied", quarter(), 90, Some(100))).unwrap();
        let piece = adds(town, "2026-05-04").unwrap();
        town.act(Person::PerformanceOfficer, move |cx| take_out(cx, piece, "Wrong file")).unwrap();
        for sql in [
            "UPDATE readings SET top = 1",
            "DELETE FROM readings",
            "UPDATE evidence_pieces SET title = 'x'",
            "DELETE FROM evidence_pieces",
            "UPDATE evidence_taken_out SET reason = 'x'",
            "DELETE FROM evidence_taken_out",
        ] {
            let done = town.kept.db().write(move |tx| tx.execute(sql, args![]).map(drop));
            assert!(done.is_err(), "{sql}");
        }
    }

    fn evidence_counts_from_its_date_until_it_runs_out_or_is_taken_out(town: &Town) {
        adopts(town);
        assert_eq!(shown(town), Shown::NotDemonstrated);
        // Good for twelve months: from before a year it has run out.
        assert!(matches!(
            adds(town, "2025-09-13"),
            Err(Failure::Refused(no)) if no == [PieceRefusal::RunOut(date(2026, 9, 13))]
        ));
        let soon = adds(town, "2025-09-20").unwrap();
        assert_eq!(shown(town), Shown::Expiring(date(2026, 9, 20), 6));
        let later = adds(town, "2026-09-01").unwrap();
        assert_eq!(shown(town), Shown::Kept(Some(date(2027, 9, 1))));
        let out = |piece: i64, why: &'static str| {
            town.act(Person::PerformanceOfficer, move |cx| take_out(cx, piece, why))
        };
        assert!(matches!(
            out(later, ""),
            Err(Failure::Refused(no)) if no == [PieceRefusal::NoReason]
        ));
        out(later, "It is about another service").unwrap();
        assert!(matches!(out(later, "Again"), Err(Failure::Stale)));
        out(soon, "So is this").unwrap();
        assert_eq!(shown(town), Shown::MissedSince(date(2026, 9, 14)));
    }

    fn a_milestone_is_reached_once_and_late_is_said(town: &Town) {
        adopts(town);
        let overdue = |town: &Town| match seen(town, "online").read {
            Read::Milestone(_, reached) => reached,
            other => panic!("{other:?}"),
        };
        assert_eq!(overdue(town), Reached::Overdue(75), "1 July was 75 days ago");
        let on = |day: &str| of(town, "online", days(day, day), 1, None);
        let first = records(town, on("2026-07-10")).unwrap();
        assert_eq!(overdue(town), Reached::Late(9));
        let twice = records(town, on("2026-06-30"));
        assert!(matches!(twice, Err(Failure::Refused(no)) if no == [RecordRefusal::Exists(first)]));
        let instead = Some(on("2026-06-30"));
        corrects(town, Correct { id: first, instead, reason: "Keyed wrongly".into() }).unwrap();
        assert_eq!(overdue(town), Reached::Kept);
        let reason = "It was not finished".to_owned();
        let newest = seen(town, "online").readings.iter().find(|row| row.stands).unwrap().reading.id;
        corrects(town, Correct { id: newest, instead: None, reason }).unwrap();
        assert_eq!(overdue(town), Reached::Overdue(75));
    }
}

fn adds(town: &Town, dated: &str) -> Result<i64, Failure<PieceRefusal>> {
    let add = AddPiece {
        standard: number(town, "panel"),
        title: "Minutes of the panel".into(),
        place: "File 12/3".into(),
        owner: "Head of customer services".into(),
        dated_on: dated.parse().unwrap(),
    };
    town.act(Person::PerformanceOfficer, move |cx| add_piece(cx, &add))
}

fn shown(town: &Town) -> Shown {
    match seen(town, "panel").read {
        Read::Evidence(shown) => shown,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_wrong_with_a_reading_is_told_all_at_once() {
    let town = Town::new();
    adopts(&town);
    use RecordRefusal as No;
    let right = || of(&town, "satisfied", quarter(), 83, Some(100));
    let satisfied = number(&town, "satisfied");
    for (wrong, refusals) in [
        (Record { top: None, ..right() }, vec![No::NoNumber]),
        (Record { base: None, ..right() }, vec![No::NoBase]),
        (Record { base: Some(0), ..right() }, vec![No::NoBase]),
        (Record { base: Some(82), ..right() }, vec![No::MoreThanAll]),
        (Record { top: Some(-1), ..right() }, vec![No::Negative]),
        (Record { method: Method::Clock, ..right() }, vec![No::NotThatMethod]),
        (Record { period: days("2026-04-01", "2026-06-29"), ..right() }, vec![No::NotAPeriod]),
        (Record { period: days("2026-10-01", "2026-12-31"), ..right() }, vec![No::ToCome]),
        (Record { source: " ".into(), ..right() }, vec![No::NoSource]),
        (Record { service: Some(satisfied + 9_999), ..right() }, vec![No::NoSuchUnit]),
        (
            Record { evidence: Some(("Report".into(), String::new())), ..right() },
            vec![No::HalfEvidence],
        ),
        (Record { top: None, source: String::new(), ..right() }, vec![No::NoNumber, No::NoSource]),
    ] {
        let said = format!("{wrong:?}");
        match records(&town, wrong) {
            Err(Failure::Refused(no)) => assert_eq!(no, refusals, "{said}"),
            other => panic!("{said}: {other:?}"),
        }
    }
    assert!(seen(&town, "satisfied").readings.is_empty(), "nothing was written");
}

#[test]
fn a_duty_of_each_working_day_is_owed_by_the_calendar() {
    let town = Town::new();
    adopts(&town);
    // Monday 14 September: from 1 April 20 in April, 19 in May, 22, 23, 20 and 9.
    let found = standings(&town, "voicemail");
    assert_eq!(found.len(), 114);
    assert_eq!(found.iter().filter(|(_, standing)| *standing == Standing::Missed).count(), 113);
    let on = |day: &str, done: &str| {
        let done_on = Some(done.parse().unwrap());
        Record { done_on, ..of(&town, "voicemail", days(day, day), 1, None) }
    };
    records(&town, on("2026-09-11", "2026-09-11")).unwrap();
    records(&town, on("2026-09-10", "2026-09-11")).unwrap();
    let found = standings(&town, "voicemail");
    let of_day = |day: Date| found.iter().find(|(first, _)| *first == day).unwrap().1;
    assert_eq!(of_day(date(2026, 9, 11)), Standing::Kept);
    assert_eq!(of_day(date(2026, 9, 10)), Standing::Missed, "it was done a day late");
    for (day, done, refusal) in [
        ("2026-09-12", "2026-09-12", RecordRefusal::NotAPeriod),
        ("2026-09-09", "2026-09-08", RecordRefusal::DoneBefore),
        ("2026-09-09", "2026-09-15", RecordRefusal::DoneToCome),
    ] {
        let refused = records(&town, on(day, done));
        assert!(matches!(refused, Err(Failure::Refused(no)) if no == [refusal]), "{day} {done}");
    }
}

#[test]
fn everything_that_readings_are_recorded_for_is_on_the_board() {
    let town = Town::new();
    adopts(&town);
    records(&town, of(&town, "fewer-complaints", days("2025-04-01", "2026-03-31"), 412, None))
        .unwrap();
    let times = (town.now(), town.today());
    let board = town.kept.read(|tx| board(tx, &town.kept, times)).unwrap().unwrap();
    let waiting: Vec<(&str, usize)> = board
        .histories
        .iter()
        .map(|one| (one.standard().unwrap().id.as_str(), one.waiting()))
        .collect();
    assert_eq!(
        waiting,
        [
            ("satisfied", 1),
            ("town-news", 0),
            ("voicemail", 113),
            ("recommended", 0),
            ("fewer-complaints", 0),
            ("online", 1),
            ("panel", 1),
            ("letters", 0),
        ]
    );
}

#[test]
fn a_further_method_stands_beside_the_ledger_with_days_of_its_own() {
    let town = Town::new();
    adopts(&town);
    let week = days("2026-09-07", "2026-09-11");
    let shop = Record { method: Method::Observed, ..of(&town, "letters", week, 61, Some(100)) };
    records(&town, shop).unwrap();
    let Read::Periods(methods) = seen(&town, "letters").read else { panic!() };
    assert_eq!(methods.len(), 1, "the clock is the ledger's");
    assert_eq!(methods[0].periods[0].standing, Standing::NotMet);
    assert!(!methods[0].is_owed);
}

#[test]
fn what_was_asked_in_another_way_before_is_owed_from_the_change_on() {
    let town = Town::new();
    adopts(&town);
    let count =
        "kind = \"count\"\nper = \"year\"\ncounts = \"newsletters\"\ntarget = \"at least 3\"";
    assert!(CHARTER.contains(count));
    let text = CHARTER.replace(count, "kind = \"kept-duty\"\nper = \"month\"");
    let adopt = app::charters::Adopt {
        charter: rules::charter::read(&text).unwrap(),
        text,
        from: date(2026, 7, 15),
        until: None,
        approval: "Cabinet".into(),
        kind: rules::charter::CharterKind::Own,
    };
    town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
    assert_eq!(
        standings(&town, "town-news"),
        [(date(2026, 8, 1), Standing::Missed), (date(2026, 9, 1), Standing::NotDueYet),]
    );
}

#[test]
fn figures_have_a_row_for_each_method_and_period() {
    use app::figures::{Ask, By, CountBy, PeriodLength, by_readings};
    let town = Town::new();
    adopts(&town);
    records(&town, of(&town, "satisfied", quarter(), 83, Some(100))).unwrap();
    records(&town, of(&town, "town-news", days("2026-04-01", "2027-03-31"), 2, None)).unwrap();
    adds(&town, "2026-05-04").unwrap();
    let month = |text: &str| rules::ledger::Month::read(text).unwrap();
    let asks = |by: Vec<By>, to: &str| Ask {
        from: month("2026-04"),
        to: month(to),
        by,
        standard: None,
        count_by: CountBy::Due,
        known_at: None,
        times: false,
    };
    let times = (town.now(), town.today());
    let rows = |ask: &Ask| town.kept.read(|tx| by_readings(tx, &town.kept, ask, times)).unwrap();
    let by_quarter = asks(vec![By::Period(PeriodLength::Quarter)], "2026-09");
    let found: Vec<String> = rows(&by_quarter)
        .iter()
        .map(|row| {
            let (counts, share) = (&row.counts, row.share.share);
            let kept = (counts.kept, counts.missed, counts.running);
            format!("{} {} {} {kept:?} {share:?} {:?}", row.key, row.method, row.period, row.met)
        })
        .collect();
    assert_eq!(
        found,
        [
            "satisfied survey 2026-Q1 (0, 0, 0) Some(0.83) Some(true)",
            // 20 working days of April, 19 of May and 22 of June; then 52, and today is not over.
            "voicemail supplied 2026-Q1 (0, 61, 0) Some(0.0) Some(false)",
            "voicemail supplied 2026-Q2 (0, 52, 1) Some(0.0) None",
            "online supplied 2026-Q2 (0, 1, 0) Some(0.0) None",
            "panel supplied 2026-Q1 (1, 0, 0) Some(1.0) None",
            "panel supplied 2026-Q2 (1, 0, 0) Some(1.0) None",
        ]
    );
    let by_year = asks(vec![By::Period(PeriodLength::Year)], "2027-03");
    let of_year = rows(&by_year);
    let news = of_year.iter().find(|row| row.key == "town-news").unwrap();
    assert_eq!((news.counts.measured, news.share.share, news.met), (2, None, None));
    let satisfied = of_year.iter().find(|row| row.key == "satisfied").unwrap();
    assert_eq!(satisfied.met, None, "a quarter's verdict is not the year's");
    assert!(rows(&asks(vec![By::Channel], "2026-09")).is_empty(), "readings know no channel");
}
