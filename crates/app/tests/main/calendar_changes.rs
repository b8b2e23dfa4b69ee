//! A calendar changes: what is proposed is seen before it holds, running promises move with what
//! is in force, and whoever was told an old date is listed.

use app::calendars::{
    DecideRefusal, Impact, MovedRow, Propose, ProposeRefusal, State, TakenFeed, Whose, approve,
    drop_proposal, impact, moved, proposal, propose, take_feed, tell,
};
use app::charters::Adopt;
use app::{Actor, Failure};
use db::args;
use jiff::civil::{Date, date};
use rules::calendar::{Change, ChangeRefusal, Definition, Nation, Opening, WeeklyHours};
use rules::cases::CloseReason;
use rules::charter::CharterKind;
use rules::contacts::Channel;
use std::fmt::Write;
use testkit::{Person, Town};

const LETTERS: &str = "correspondence-answered";
const FOI: &str = "foi-answered";
const FUNERAL: Date = date(2022, 9, 19);

/// The ready-made charter with freedom of information beside it, on a calendar that knows only
/// the bank holidays of its time.
fn charter_of_2022() -> String {
    let known = Definition::office_hours(Nation::EnglandAndWales);
    let known = Nation::EACH.into_iter().fold(known, |known, nation| {
        let change = Change::Withdraw { nation, on: FUNERAL };
        change.applied_to(&known).unwrap()
    });
    let lists = known.to_string().split_once("\n[bank_holidays").unwrap().1.to_owned();
    let lists =
        format!("[bank_holidays{lists}").replace("[bank_holidays", "[calendar.bank_holidays");
    let text = include_str!("../../../../charters/rossendale.toml")
        .replace("[counting]", &format!("{lists}\n[counting]"));
    format!(
        "{text}\n[[standard]]\nid = \"{FOI}\"\ntitle = \"Requests answered\"\nwords = \"We answer.\"\n\
         kind = \"in-time\"\nmatters = [\"service-request\"]\nstarts = \"received\"\n\
         stops = [\"responded\"]\nlimit = \"20 working days\"\ncalendar = \"any-uk\"\n"
    )
}

fn adopts(town: &Town, text: &str) {
    let charter = rules::charter::read(text).unwrap();
    let (from, text) = (town.today(), text.to_owned());
    let (approval, kind) = ("Cabinet".into(), CharterKind::Own);
    let adopt = Adopt { charter, text, from, until: None, approval, kind };
    town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
    town.tick_on();
    town.settle_down();
}

fn proposes(town: &Town, change: Change) -> Result<i64, Failure<ProposeRefusal>> {
    let propose = Propose { whose: Whose::Body, change, source: "Royal proclamation".into() };
    town.act(Person::ServicesManager, move |cx| app::calendars::propose(cx, &propose))
}

fn proposed(town: &Town, change: Change) -> i64 {
    proposes(town, change).unwrap()
}

fn seen(town: &Town, id: i64, by: &Actor) -> Option<Impact> {
    let (kept, now) = (&town.kept, town.now());
    kept.read(|tx| {
        let proposal = proposal(tx, id)?.unwrap();
        impact(tx, kept, by, &proposal, (now, 100))
    })
    .unwrap()
}

fn approved(town: &Town, id: i64) -> i64 {
    let versions = town.act(Person::ServicesManager, move |cx| approve(cx, id)).unwrap();
    town.tick_on();
    versions[0]
}

fn list(town: &Town, version: i64, to_tell: bool) -> Vec<MovedRow> {
    let actor = town.person(Person::ServicesManager);
    town.kept.read(|tx| moved(tx, &actor, version, to_tell, (0, 100))).unwrap()
}

fn due(town: &Town, reference: &str, standard: &str) -> Date {
    let sql = "SELECT p.due_on FROM promises p JOIN records r ON r.id = p.record_id
               JOIN standards s ON s.id = p.standard_id WHERE r.reference = $1 AND s.key = $2";
    town.rows(sql, args![reference, standard], |row| row.get(0))[0]
}

fn closes_on(on: Date, name: &str) -> Change {
    Change::Close { on, name: Some(name.to_owned()) }
}

/// What a feed would say of the built-in lists, changed.
fn feed(change: impl Fn(&mut Vec<(Nation, Date, String)>)) -> String {
    let days = Nation::EACH.into_iter().flat_map(|nation| {
        let all = nation.bank_holidays().all().filter(|(on, _)| on.year() >= 2012);
        all.map(move |(on, name)| (nation, on, name.to_owned()))
    });
    let mut days = days.collect();
    change(&mut days);
    let division = |nation: Nation| {
        let events =
            days.iter().filter(|(of, ..)| *of == nation).fold(String::new(), |mut all, day| {
                let comma = if all.is_empty() { "" } else { "," };
                write!(
                    all,
                    "{comma}{{\"title\":\"{}\",\"date\":\"{}\",\"notes\":\"\"}}",
                    day.2, day.1
                )
                .unwrap();
                all
            });
        format!("\"{}\":{{\"events\":[{events}]}}", nation.key())
    };
    format!("{{{}}}", Nation::EACH.map(division).join(","))
}

fn takes(town: &Town, payload: &str) -> Result<TakenFeed, Failure<ProposeRefusal>> {
    let payload = payload.to_owned();
    town.act(Person::ServicesManager, move |cx| take_feed(cx, &payload))
}

testkit::on_both_databases! {
    fn t3_a_holiday_proclaimed_late_moves_what_runs_and_says_who_was_told_the_old_date(town: &Town) {
        town.tampers("UPDATE staff_roles SET from_on = '2020-01-01'");
        town.it_is("2022-08-01T09:00");
        adopts(town, &charter_of_2022());
        town.it_is("2022-09-01T10:00");
        let mut contact = town.with_case(Channel::Email);
        contact.matter = rules::contacts::Matter::ServiceRequest;
        contact.who = town.stranger("Peggy Ashworth");
        let request = town.logged(contact);
        town.tick_on();
        town.acknowledges(Person::Officer, &request, Some(date(2022, 9, 29))).unwrap();
        town.settle_down();
        assert_eq!(due(town, &request, FOI), date(2022, 9, 29));
        town.it_is("2022-09-10T10:00");
        let id = proposed(town, Change::Proclaim {
            nation: Nation::EnglandAndWales,
            on: FUNERAL,
            name: "State Funeral".into(),
        });
        let manager = town.person(Person::ServicesManager);
        let would = seen(town, id, &manager).unwrap();
        let moving = would.promises.iter().find(|moving| moving.standard == "Requests answered");
        let moving = moving.unwrap();
        let dates = (moving.from.1, moving.to.1);
        assert_eq!(dates, (Some(date(2022, 9, 29)), Some(date(2022, 9, 30))));
        assert!(moving.was_told);
        assert_eq!(moving.customer.as_deref(), Some("Peggy Ashworth"));
        let version = approved(town, id);
        town.settle_down();
        assert_eq!(due(town, &request, FOI), date(2022, 9, 30));
        let all = list(town, version, true);
        let listed = all.iter().find(|row| row.standard == "Requests answered").unwrap();
        assert_eq!((listed.from_on, listed.to_on), (Some(date(2022, 9, 29)), Some(date(2022, 9, 30))));
        let came: Vec<String> = list(town, version, false).into_iter().map(|row| row.standard).collect();
        let foretold: Vec<&String> = would.promises.iter().map(|row| &row.standard).collect();
        assert_eq!(foretold.len(), came.len(), "{foretold:?} {came:?}");
        let told = listed.id;
        town.act(Person::ServicesManager, move |cx| tell(cx, told)).unwrap();
        town.tick_on();
        town.act(Person::ServicesManager, move |cx| tell(cx, told)).unwrap();
        assert!(list(town, version, true).iter().all(|row| row.id != told));
        let told = list(town, version, false).into_iter().find(|row| row.id == told).unwrap();
        assert_eq!(told.told.unwrap().1, "Joan Okoro");
        assert_eq!(town.facts(&request).last().unwrap(), "date-told");
        assert_eq!(due(town, &request, FOI), date(2022, 9, 30));
        town.settle_down();
        town.is_sound();
    }

    fn p11_running_promises_follow_a_calendar_and_what_was_judged_stays(town: &Town) {
        let (running, kept, late) = (town.letter(), town.letter(), town.letter());
        town.tick_on();
        town.responds(Person::Officer, &kept).unwrap();
        town.closes(Person::Officer, &kept, CloseReason::Done).unwrap();
        town.it_is("2026-09-29T10:00");
        town.responds(Person::Officer, &running).unwrap();
        town.settle_down();
        let open = town.letter();
        let before = town.lines(&late);
        approved(town, proposed(town, closes_on(date(2026, 9, 30), "Staff conference")));
        town.settle_down();
        assert_eq!(town.lines(&late), before);
        assert_eq!(due(town, &kept, LETTERS), date(2026, 9, 28));
        assert_eq!(due(town, &open, LETTERS), date(2026, 10, 14));
        town.is_sound();
    }

    fn p12_t29_a_calendar_in_use_cannot_be_deleted_or_changed(town: &Town) {
        for sql in [
            "DELETE FROM calendars",
            "DELETE FROM calendar_versions",
            "UPDATE calendar_versions SET definition = 'hours = \"Mo 09:00-10:00\"'",
        ] {
            let refused = town.kept.db().write(move |tx| tx.execute(sql, args![]));
            let why = refused.unwrap_err();
            let causes = format!("{why:?} {:?}", std::error::Error::source(&why).map(ToString::to_string));
            assert!(causes.contains("only added"), "{sql}: {causes}");
        }
    }

    fn p24_p25_a_feed_adds_never_takes_away_and_is_kept_once(town: &Town) {
        let world_cup = date(2026, 6, 15);
        let extra = date(2027, 5, 10);
        let payload = feed(|days| {
            days.retain(|(_, on, _)| *on != world_cup);
            days.push((Nation::Scotland, extra, "Extra bank holiday".into()));
        });
        let taken = takes(town, &payload).unwrap();
        assert!(!taken.is_known);
        assert_eq!(taken.news[1].missing, [(world_cup, "World Cup bank holiday".to_owned())]);
        let id = taken.proposal.unwrap();
        let again = takes(town, &payload).unwrap();
        assert_eq!((again.is_known, again.proposal), (true, Some(id)));
        approved(town, id);
        town.settle_down();
        let now = town.now();
        let calendars = town.kept.read(|tx| app::calendars::calendars(tx, now)).unwrap();
        let scotland = calendars[0].definition.lists().of(Nation::Scotland);
        assert_eq!(scotland.on(extra), Some("Extra bank holiday"));
        assert!(scotland.on(world_cup).is_some(), "it was proclaimed after the feed");
        let nothing_new = takes(town, &feed(|days| drop(days.pop()))).unwrap();
        assert_eq!((nothing_new.is_known, nothing_new.proposal), (false, None));
        for broken in ["", "<html>", "{}", "{\"scotland\":{\"events\":[]}}"] {
            let refused = takes(town, broken);
            assert!(matches!(refused, Err(Failure::Refused(_))), "{broken}");
        }
        assert_eq!(town.number("SELECT count(*) FROM calendar_payloads"), 2);
        assert_eq!(town.number("SELECT count(*) FROM calendar_proposals"), 1);
    }

    fn following_goes_on_where_it_ended_and_nothing_is_claimed_before(town: &Town) {
        let letters: Vec<String> = (0..45).map(|_| town.letter()).collect();
        town.settle_down();
        let monday = date(2026, 9, 21);
        let version = approved(town, proposed(town, closes_on(monday, "Flood")));
        let judged = town.kept.read(app::ledger::judged_through).unwrap();
        assert!(town.system(app::calendars::follow).unwrap().more);
        // The process dies here; another one looks first, and then goes on.
        let moved = list(town, version, false).len();
        assert!(moved > 0 && moved < 2 * letters.len());
        assert_eq!(town.differences(), [], "what is old is not wrong");
        while town.system(app::ledger::tick).unwrap().more {}
        assert_eq!(town.kept.read(app::ledger::judged_through).unwrap(), judged);
        // Somebody works on a letter that has not moved yet: it is listed all the same.
        town.acknowledges(Person::Officer, &letters[44], None).unwrap();
        town.settle_down();
        for letter in &letters {
            assert_eq!(due(town, letter, LETTERS), date(2026, 9, 29), "{letter}");
        }
        let of_letters = list(town, version, false).into_iter()
            .filter(|row| row.standard.starts_with("Letters, emails"));
        assert_eq!(of_letters.count(), letters.len());
        assert!(town.kept.read(app::ledger::judged_through).unwrap() > judged);
        town.is_sound();
    }

    fn a_day_that_opens_again_brings_due_dates_forward_and_none_is_missed_unseen(town: &Town) {
        let monday = date(2026, 9, 21);
        approved(town, proposed(town, closes_on(monday, "Flood")));
        town.settle_down();
        let letter = town.letter();
        assert_eq!(due(town, &letter, LETTERS), date(2026, 9, 29));
        approved(town, proposed(town, Change::Unclose { on: monday }));
        // The new due moment passes before anything has followed.
        town.it_is("2026-09-29T00:00:01");
        while town.system(app::ledger::tick).unwrap().more {}
        assert_eq!(town.outcome(&letter, LETTERS), "running");
        town.settle_down();
        assert_eq!(due(town, &letter, LETTERS), date(2026, 9, 28));
        assert_eq!(town.outcome(&letter, LETTERS), "missed");
        town.is_sound();
    }

    fn what_is_foretold_is_what_happens_with_pauses_chains_and_extensions(town: &Town) {
        let plain = town.letter();
        let mut complaint = town.with_case(Channel::Letter);
        complaint.matter = rules::contacts::Matter::Complaint;
        let complaint = town.logged(complaint);
        town.tick_on();
        town.acknowledges(Person::Officer, &complaint, Some(date(2026, 9, 28))).unwrap();
        town.settle_down();
        let id = proposed(town, closes_on(date(2026, 9, 18), "Flood"));
        let manager = town.person(Person::ServicesManager);
        let would = seen(town, id, &manager).unwrap();
        let sums: usize = would.groups.iter().map(|group| group.promises).sum();
        assert_eq!(sums, would.moved);
        assert_eq!(would.promises.len(), would.moved);
        let version = approved(town, id);
        town.settle_down();
        let mut came: Vec<_> = list(town, version, false).into_iter()
            .map(|row| (row.reference, row.standard, row.from_at, row.to_at, row.was_told)).collect();
        let mut foretold: Vec<_> = would.promises.into_iter()
            .map(|row| (row.reference, row.standard, row.from.0, row.to.0, row.was_told)).collect();
        came.sort();
        foretold.sort();
        assert_eq!(came, foretold);
        assert!(came.iter().any(|row| row.0 == plain) && came.iter().any(|row| row.0 == complaint));
        town.is_sound();
    }

    fn a_charter_adopted_again_keeps_the_closures_that_came_since(town: &Town) {
        let monday = date(2026, 9, 21);
        approved(town, proposed(town, closes_on(monday, "Flood")));
        town.settle_down();
        let letter = town.letter();
        let charter = include_str!("../../../../charters/rossendale.toml");
        adopts(town, &format!("{charter}\n# Read through.\n"));
        assert_eq!(town.number("SELECT count(*) FROM calendar_versions"), 2, "nothing was changed");
        adopts(town, &charter.replace("Mo-Fr 09:00-17:00", "Mo-Fr 08:30-16:30"));
        assert_eq!(due(town, &letter, LETTERS), date(2026, 9, 29));
        let now = town.now();
        let calendars = town.kept.read(|tx| app::calendars::calendars(tx, now)).unwrap();
        assert_eq!(calendars[0].definition.closed, [monday]);
        assert_eq!(calendars[0].definition.closure_names[&monday], "Flood");
        assert_eq!(calendars[0].definition.hours, WeeklyHours::read("Mo-Fr 08:30-16:30").unwrap());
        town.is_sound();
    }

    fn a_version_to_come_has_what_was_approved_before_it_comes(town: &Town) {
        let charter = include_str!("../../../../charters/rossendale.toml");
        let text = charter.replace("Mo-Fr 09:00-17:00", "Mo-Th 09:00-17:00");
        let adopt = Adopt {
            charter: rules::charter::read(&text).unwrap(),
            text,
            from: date(2026, 9, 17),
            until: None,
            approval: "Cabinet".into(),
            kind: CharterKind::Own,
        };
        town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
        let letter = town.letter();
        approved(town, proposed(town, closes_on(date(2026, 9, 21), "Flood")));
        town.settle_down();
        assert_eq!(due(town, &letter, LETTERS), date(2026, 9, 29));
        // On the 17th Fridays close, and the flood is not forgotten.
        town.it_is("2026-09-17T08:00");
        town.settle_down();
        assert_eq!(due(town, &letter, LETTERS), date(2026, 10, 1));
        town.is_sound();
    }

    fn a_proposal_is_decided_once_by_those_who_may(town: &Town) {
        let id = proposed(town, closes_on(date(2026, 9, 21), "Flood"));
        let refused = town.act(Person::Adviser, move |cx| approve(cx, id));
        assert!(matches!(refused, Err(Failure::NotAllowed)));
        town.act(Person::ServicesManager, move |cx| drop_proposal(cx, id)).unwrap();
        let Err(Failure::Refused(why)) = town.act(Person::ServicesManager, move |cx| approve(cx, id))
        else {
            panic!("it was approved");
        };
        assert_eq!(why, [DecideRefusal::Decided(State::Dropped)]);
        let missing = town.act(Person::ServicesManager, |cx| approve(cx, 4711));
        assert!(matches!(missing, Err(Failure::NotFound)));
        assert_eq!(town.number("SELECT count(*) FROM calendar_versions"), 1);
    }

    fn what_cannot_be_is_not_proposed(town: &Town) {
        use ChangeRefusal as No;
        let christmas = date(2026, 12, 25);
        let proclaimed = Change::Proclaim {
            nation: Nation::Scotland,
            on: christmas,
            name: "Yule".into(),
        };
        for (change, refusal) in [
            (proclaimed, No::AlreadyBankHoliday(christmas, "Christmas Day".into())),
            (Change::Unclose { on: christmas }, No::NotClosed(christmas)),
            (
                Change::Unopen(Opening::read("2026-12-24 09:00-12:00").unwrap()),
                No::NotOpen(Opening::read("2026-12-24 09:00-12:00").unwrap()),
            ),
        ] {
            let Err(Failure::Refused(why)) = proposes(town, change) else { panic!("proposed") };
            assert_eq!(why, [ProposeRefusal::Change(refusal)]);
        }
        let propose = Propose {
            whose: Whose::Body,
            change: closes_on(christmas, ""),
            source: "  ".into(),
        };
        let refused = town.act(Person::Administrator, move |cx| self::propose(cx, &propose));
        assert!(matches!(refused, Err(Failure::Refused(why)) if why == [ProposeRefusal::NoSource]));
        let unit = town.unit("waste");
        let propose = Propose {
            whose: Whose::Place(unit),
            change: closes_on(christmas, ""),
            source: "Hall".into(),
        };
        let refused = town.act(Person::Administrator, move |cx| self::propose(cx, &propose));
        assert!(matches!(refused, Err(Failure::Refused(why)) if why == [ProposeRefusal::NotAPlace]));
    }

    fn a_standard_counts_by_the_hours_of_the_venue_that_a_contact_came_through(town: &Town) {
        let charter = include_str!("../../../../charters/rossendale.toml");
        let limit = "limit = \"10 working days\"";
        adopts(town, &charter.replacen(limit, &format!("{limit}\ncalendar = \"place\""), 1));
        let letter_at = |place: Option<&str>| {
            let mut contact = town.with_case(Channel::Letter);
            contact.place = place.map(|key| town.unit(key));
            town.logged(contact)
        };
        let (hall, elsewhere) = (letter_at(Some("town-hall")), letter_at(Some("enquiries")));
        town.settle_down();
        let by_body = due(town, &hall, LETTERS);
        assert_eq!(by_body, date(2026, 9, 28), "the place has no hours of its own yet");
        // The town hall opens on Tuesdays and Thursdays only.
        let propose = Propose {
            whose: Whose::Place(town.unit("town-hall")),
            change: Change::Hours(WeeklyHours::read("Tu,Th 09:00-17:00").unwrap()),
            source: "Cabinet".into(),
        };
        let id = town.act(Person::Administrator, move |cx| self::propose(cx, &propose)).unwrap();
        let manager = town.person(Person::ServicesManager);
        let would = seen(town, id, &manager).unwrap();
        assert_eq!(would.moved, 1);
        assert_eq!(would.promises[0].reference, hall);
        assert_eq!(would.promises[0].to.1, Some(date(2026, 10, 15)));
        let version = approved(town, id);
        assert_eq!(town.differences(), [], "what is old is not wrong");
        town.settle_down();
        assert_eq!(due(town, &hall, LETTERS), date(2026, 10, 15));
        assert_eq!(due(town, &elsewhere, LETTERS), by_body);
        assert_eq!(list(town, version, false).len(), 1);
        // What is judged from now on names the version of the place.
        town.responds(Person::Officer, &hall).unwrap();
        let sql = "SELECT j.calendar_version_id FROM judgements j ORDER BY j.id DESC LIMIT 1";
        assert_eq!(town.number(sql), version);
        let new = letter_at(Some("town-hall"));
        assert_eq!(due(town, &new, LETTERS), date(2026, 10, 15));
        town.settle_down();
        town.is_sound();
    }
}
