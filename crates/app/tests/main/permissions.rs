//! Who may do what: every role against every command, in a table that a policy officer could
//! check. `yes` is done (or refused for another reason), `no` is not allowed, `-` is not found:
//! what somebody may not see does not exist for them.

use app::access::Permission;
use app::cases::{self, Reassign, Respond, Response};
use app::contacts::LogContact;
use app::organisation::{NewUnit, UnitKind};
use app::staff::AddStaff;
use app::{Cx, Failure, charters, drafting, organisation, staff};
use rules::cases::{CaseRefusal, CloseReason, ReopenReason};
use rules::contacts::Channel;
use rules::corrections::Correction;
use testkit::{Person, Town};

const PEOPLE: [Person; 8] = [
    Person::Adviser,
    Person::Officer,
    Person::Manager,
    Person::ServicesManager,
    Person::PerformanceOfficer,
    Person::Auditor,
    Person::Administrator,
    Person::Planner,
];

/// The case belongs to the waste team, whose officer and manager are the second and third; the
/// settled contact to the waste service and to no team.
const ON_RECORDS: &str = "
                 adviser  officer  manager  services  performance  auditor  administrator  planner
acknowledge      no       yes      yes      yes       no           no       -              -
respond          no       yes      yes      yes       no           no       -              -
next-step        no       yes      yes      yes       no           no       -              -
progress         no       yes      yes      yes       no           no       -              -
call-back        no       yes      yes      yes       no           no       -              -
close            no       yes      yes      yes       no           no       -              -
no-response      no       no       no       yes       no           no       -              -
note             yes      yes      yes      yes       yes          yes      -              -
reassign         no       no       yes      yes       no           no       -              -
reopen           no       no       yes      yes       no           no       -              -
pause            no       yes      yes      yes       no           no       -              -
resume           no       yes      yes      yes       no           no       -              -
extend           no       yes      yes      yes       no           no       -              -
escalate         no       yes      yes      yes       no           no       -              -
stage            no       yes      yes      yes       no           no       -              -
correct          no       no       no       yes       no           no       -              -
preview          no       no       no       yes       no           no       -              -
open-settled     yes      -        yes      yes       no           no       -              -
answer-repeat    yes      -        yes      yes       no           no       -              -
";

const WITHOUT_RECORDS: &str = "
                 adviser  officer  manager  services  performance  auditor  administrator  planner
log              yes      yes      yes      yes       no           no       no             yes
close-month      no       no       no       yes       yes          no       no             no
add-staff        no       no       no       no        no           no       yes            no
new-link         no       no       no       no        no           no       yes            no
set-up           no       no       no       yes       no           no       yes            no
set-tree         no       no       no       yes       no           no       yes            no
adopt            no       no       no       yes       no           no       yes            no
adopt-body       no       no       no       yes       no           no       yes            no
begin-draft      no       no       no       yes       no           no       yes            no
change-draft     no       no       no       yes       no           no       yes            no
take-step        no       no       no       yes       no           no       yes            no
approve-draft    no       no       no       yes       no           no       yes            no
record-reading   no       no       no       yes       yes          no       no             no
add-evidence     no       no       no       yes       yes          no       no             no
acknowledge      yes      yes      yes      yes       yes          yes      yes            yes
confirm          no       no       no       yes       no           no       no             no
note-contract    no       no       no       yes       no           no       no             no
declare          no       no       no       yes       no           no       no             no
";

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    table.trim_start_matches('\n').lines().skip(1).map(|line| {
        let mut words = line.split_whitespace();
        (words.next().unwrap(), words.collect())
    })
}

fn word<T, R: std::fmt::Debug>(done: Result<T, Failure<R>>) -> &'static str {
    match done {
        Ok(_) | Err(Failure::Refused(_)) => "yes",
        Err(Failure::NotAllowed) => "no",
        Err(Failure::NotFound) => "-",
        Err(other) => panic!("{other:?}"),
    }
}

/// The same refusal where cases have others.
fn corrected<R>(done: Result<(), Failure<R>>) -> Result<(), Failure<CaseRefusal>> {
    done.map_err(|failure| failure.map(|_| CaseRefusal::NothingChanged))
}

/// Somebody tries a command on a fresh record.
fn on_record(town: &Town, person: Person, command: &'static str) -> &'static str {
    let settled = matches!(command, "open-settled" | "answer-repeat");
    let reference = if settled { town.logged(town.call(Some(10), None)) } else { town.letter() };
    if command == "reopen" {
        town.responds(Person::Officer, &reference).unwrap();
        town.closes(Person::Officer, &reference, CloseReason::Done).unwrap();
    }
    let extend = cases::Extend {
        standard: "correspondence-answered".into(),
        by: rules::clock::Limit::read("5 working days").unwrap(),
        text: "It takes longer.".into(),
        is_told: true,
    };
    let pause = cases::Pause { reason: "waiting".into(), since: None, text: String::new() };
    let stage = cases::RecordStage {
        stage: "assess".into(),
        step: rules::cases::StageStep::Entered,
        at: None,
    };
    let correct = app::corrections::Correct {
        correction: Correction::Received(town.moment("2026-09-11T10:00")),
        reason: "keyed-wrongly".into(),
        evidence: "Post log 4711".into(),
    };
    let respond = Respond { response: Response::Full, text: "Done.".into(), sent_at: None };
    let (date, case) = (Some(town.in_days(3)), town.case_for("waste-team"));
    let (service, team) = (town.unit("planning"), Some(town.unit("planning-team")));
    let to = Reassign { service, team, owner: None, text: String::new() };
    let reopen = Some(ReopenReason::ClosedInError);
    let (done, none) = (Some(CloseReason::Withdrawn), Some(CloseReason::NoResponseOwed));
    word(town.on_record(person, &reference, move |cx: &mut Cx<'_>, r, v| match command {
        "acknowledge" => cases::acknowledge(cx, r, v, None),
        "respond" => cases::respond(cx, r, v, &respond),
        "next-step" => cases::set_next_step(cx, r, v, "Visit", date, false),
        "progress" => cases::give_progress(cx, r, v, "Soon."),
        "call-back" => cases::call_back(cx, r, v, "Rang her."),
        "close" => cases::close(cx, r, v, done, ""),
        "no-response" => cases::close(cx, r, v, none, ""),
        "note" => cases::note(cx, r, v, "A note."),
        "reassign" => cases::reassign(cx, r, v, &to),
        "reopen" => cases::reopen(cx, r, v, reopen, "By mistake."),
        "pause" => cases::pause(cx, r, v, &pause),
        "resume" => cases::resume(cx, r, v, "waiting", None),
        "extend" => cases::extend(cx, r, v, &extend),
        "stage" => cases::record_stage(cx, r, v, &stage),
        "escalate" => cases::escalate(cx, r, v, "She disagrees."),
        "correct" => corrected(app::corrections::correct(cx, r, v, &correct)),
        "preview" => corrected(app::corrections::preview(cx, r, v, &correct)),
        "open-settled" => cases::open(cx, r, v, &case),
        "answer-repeat" => app::contacts::answer_repeat(cx, r, v, true).map_err(Failure::widen),
        other => panic!("{other}"),
    }))
}

/// Somebody tries a command that is about no record.
fn without_record(town: &Town, person: Person, command: &'static str) -> &'static str {
    let contact: LogContact = town.with_case(Channel::Letter);
    let kept = town.kept.clone();
    let new = AddStaff {
        email: "new@netherby.example".into(),
        name: "New Person".into(),
        roles: vec![("adviser".into(), None)],
    };
    let text = include_str!("../../../../charters/rossendale.toml");
    let adopt = charters::Adopt {
        charter: rules::charter::read(text).unwrap(),
        text: text.to_owned(),
        from: town.today(),
        approval: "Cabinet".into(),
        until: None,
        kind: rules::charter::CharterKind::Own,
    };
    let text = include_str!("../../../../organisations/small-district.toml");
    let adopt_body = organisation::Adopt {
        file: rules::organisation::read(text).unwrap(),
        from: town.today(),
        approval: "Cabinet".into(),
    };
    let body = organisation::SetUp {
        name: "Netherby".into(),
        short_name: "Netherby".into(),
        zone: "Europe/London".into(),
        year_begins_month: 4,
        brand_colour: "#1d5e8a".into(),
        second_factor_required: false,
        channels: vec![Channel::Letter],
        roles: Vec::new(),
    };
    let unit = NewUnit {
        kind: UnitKind::Service,
        key: "waste".into(),
        name: "Waste".into(),
        welsh_name: None,
        parent: None,
        provider: None,
        reached_by: None,
    };
    let draft = drafting::Begin { text: adopt.text.clone(), origin: drafting::Origin::File };
    let begun = town.act(Person::Administrator, {
        let draft = draft.clone();
        move |cx| drafting::begin(cx, &draft)
    });
    let begun = begun.unwrap();
    let told = rules::drafting::Told::default();
    let kind = rules::drafting::StepKind::Consulted;
    let step = drafting::TakeStep { kind, told: told.clone(), text: 1 };
    let approve = drafting::Approve { told, text: 1, in_readiness: false, from: None, until: None };
    let month = rules::ledger::Month::read("2026-09").unwrap();
    let tries = town.act(person, move |cx| {
        let word = match command {
            "log" => word(app::contacts::log(cx, &contact)),
            "close-month" => word(app::ledger::close_month(cx, &kept, month)),
            "add-staff" => word(staff::add(cx, &new)),
            "new-link" => word(staff::new_link(cx, Person::Adviser.email())),
            "set-up" => word(organisation::set_up(cx, &body)),
            "set-tree" => {
                let units = std::slice::from_ref(&unit);
                word(organisation::set_tree(cx, cx.today, "New", units, &[]))
            }
            "adopt-body" => word(organisation::adopt(cx, &adopt_body)),
            "adopt" => word(charters::adopt(cx, &adopt)),
            "begin-draft" => word(drafting::begin(cx, &draft)),
            "change-draft" => word(drafting::change(cx, begun, (1, &draft.text))),
            "take-step" => word(drafting::take_step(cx, begun, &step)),
            "approve-draft" => word(drafting::approve(cx, begun, &approve)),
            other => stands_behind(cx, other).unwrap(),
        };
        // Tried only.
        Err::<(), _>(Failure::refused(word))
    });
    match tries {
        Err(Failure::Refused(words)) => words[0],
        other => panic!("{other:?}"),
    }
}

/// What people do to stand behind the charter. What they do it to need not be there.
fn stands_behind(cx: &mut Cx<'_>, command: &str) -> Option<&'static str> {
    use app::{coverage, readings};
    let period = rules::charter::readings::Period { first: cx.today, last: cx.today };
    let reading = readings::Record {
        standard: 0,
        method: rules::charter::Method::Survey,
        period,
        top: None,
        base: None,
        sample: None,
        done_on: None,
        source: String::new(),
        service: None,
        provider: None,
        evidence: None,
    };
    let piece = readings::AddPiece {
        standard: 0,
        title: String::new(),
        place: String::new(),
        owner: String::new(),
        dated_on: cx.today,
    };
    let confirm = coverage::Confirm { service: 0, version: 0, is_ready: None, words: "".into() };
    let contract = coverage::NoteContract {
        provider: 0,
        contract: None,
        name: String::new(),
        from: None,
        until: None,
        has_standards: false,
        has_monitoring: false,
        reviewed_on: None,
        review_due_on: None,
    };
    let declare = coverage::Declare {
        provider: 0,
        on: None,
        by: String::new(),
        adopts: None,
        training: String::new(),
    };
    // Whoever may hears that there is no such thing.
    let word = |word| if word == "-" { "yes" } else { word };
    Some(word(match command {
        "record-reading" => self::word(readings::record(cx, &reading)),
        "add-evidence" => self::word(readings::add_piece(cx, &piece)),
        "acknowledge" => self::word(coverage::acknowledge(cx, 0)),
        "confirm" => self::word(coverage::confirm(cx, &confirm)),
        "note-contract" => self::word(coverage::note_contract(cx, &contract)),
        "declare" => self::word(coverage::declare(cx, &declare)),
        _ => return None,
    }))
}

testkit::on_both_databases! {
    fn each_role_does_to_records_what_the_table_says(town: &Town) {
        for (command, expected) in rows(ON_RECORDS) {
            let found: Vec<&str> =
                PEOPLE.iter().map(|person| on_record(town, *person, command)).collect();
            assert_eq!(found, expected, "{command}");
        }
    }
}

#[test]
fn each_role_does_besides_what_the_table_says() {
    let town = Town::new();
    for (command, expected) in rows(WITHOUT_RECORDS) {
        let found: Vec<&str> =
            PEOPLE.iter().map(|person| without_record(&town, *person, command)).collect();
        assert_eq!(found, expected, "{command}");
    }
}

#[test]
fn a_permission_in_one_service_is_none_in_another() {
    let town = Town::new();
    let letter = town.letter();
    let planner = town.person(Person::Planner);
    assert!(planner.reach.may(Permission::WorkOnCases));
    assert_eq!(word(town.responds(Person::Planner, &letter)), "-");
    town.gives_to_planning(Person::Manager, &letter).unwrap();
    assert_eq!(word(town.responds(Person::Planner, &letter)), "yes");
    assert_eq!(word(town.responds(Person::Officer, &letter)), "-");
}

#[test]
fn nobody_does_anything_that_they_may_do_somewhere_else_only() {
    // A correction needs its role where the record is: Mina manages waste, and is made head of
    // service of planning.
    let town = Town::new();
    let administrator = town.kept.system("console:test").unwrap();
    town.kept
        .act(&administrator, town.now(), |cx| {
            cx.tx.execute(
                "INSERT INTO staff_roles (staff_id, role_id, unit_id, from_on)
                 SELECT s.id, r.id, u.id, '2026-01-01' FROM staff s, roles r, units u
                 WHERE s.email = 'mina@netherby.example' AND r.key = 'head-of-service'
                   AND u.key = 'planning' AND u.kind = 'service'",
                db::args![],
            )?;
            Ok::<_, Failure>(())
        })
        .unwrap();
    let late =
        |reference: &str| town.responds_at(Person::Manager, reference, Some("2026-09-15T10:00"));
    let (waste, planning) = (town.letter(), town.letter());
    town.gives_to_planning(Person::Manager, &planning).unwrap();
    town.it_is("2026-09-22T10:00");
    assert!(matches!(late(&waste), Err(Failure::Refused(_))));
    late(&planning).unwrap();
    let none =
        |reference: &str| town.closes(Person::Manager, reference, CloseReason::NoResponseOwed);
    assert!(matches!(none(&waste), Err(Failure::NotAllowed)));
    none(&planning).unwrap();
}
