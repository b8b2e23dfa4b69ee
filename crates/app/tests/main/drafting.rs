//! A charter is drafted, consulted on, checked, scrutinised and approved; or it is withdrawn.

use app::charters::AdoptRefusal;
use app::drafting::{
    Approve, ApproveRefusal, Begin, ChangeRefusal, Draft, Origin, PointRefusal, State, StepRefusal,
    TakeStep, approve, begin, change, draft, drafts, note_point, of_version, take_step, texts,
};
use app::{Failure, charters};
use db::args;
use jiff::civil::{Date, date};
use rules::charter::{CharterKind, Wrong};
use rules::drafting::{Answer, Missing, Need, StepKind, Told, Untold};
use testkit::{Person, Town};

const WHO: Person = Person::ServicesManager;
const CHARTER: &str = include_str!("../../../../charters/rossendale.toml");
/// The ready-made charter with one tighter limit.
fn tighter() -> String {
    let text = CHARTER.replace("limit = \"10 working days\"", "limit = \"7 working days\"");
    assert_ne!(text, CHARTER);
    text
}

fn begins(town: &Town, text: &str) -> i64 {
    let new = Begin { text: text.to_owned(), origin: Origin::ReadyMade("rossendale".into()) };
    town.act(WHO, move |cx| begin(cx, &new)).unwrap()
}

fn seen(town: &Town, id: i64) -> Draft {
    town.kept.read(|tx| draft(tx, id)).unwrap().unwrap()
}

fn changes(town: &Town, id: i64, seen: i64, text: &str) -> Result<i64, Failure<ChangeRefusal>> {
    let text = text.to_owned();
    town.act(WHO, move |cx| change(cx, id, (seen, &text)))
}

fn told(town: &Town, words: &str) -> Told {
    Told {
        on: Some(town.today()),
        who: "Overview committee".into(),
        how: "A meeting".into(),
        people: Some(14),
        minute: "Minute 9".into(),
        words: words.into(),
        waives: None,
    }
}

fn takes(town: &Town, id: i64, kind: StepKind, told: Told) -> Result<i64, Failure<StepRefusal>> {
    let step = TakeStep { kind, told, text: seen(town, id).row.text };
    town.act(WHO, move |cx| take_step(cx, id, &step))
}

fn waives(town: &Town, id: i64, need: Need) {
    let told = Told { waives: Some(need), ..told(town, "Nothing but a typing error is changed") };
    takes(town, id, StepKind::Waived, told).unwrap();
}

fn approves(town: &Town, id: i64, from: Date) -> Result<i64, Failure<ApproveRefusal>> {
    let approve = Approve { from: Some(from), ..decision(town, id) };
    town.act(WHO, move |cx| app::drafting::approve(cx, id, &approve))
}

fn decision(town: &Town, id: i64) -> Approve {
    Approve {
        told: Told { who: "Cabinet".into(), ..told(town, "") },
        text: seen(town, id).row.text,
        in_readiness: false,
        from: None,
        until: None,
    }
}

fn refused<T: std::fmt::Debug, R: std::fmt::Debug>(done: Result<T, Failure<R>>) -> Vec<R> {
    match done {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

testkit::on_both_databases! {
    fn a_draft_goes_its_way_and_becomes_the_version_in_force(town: &Town) {
        let id = begins(town, &tighter());
        let asked = takes(town, id, StepKind::Consulted, told(town, "")).unwrap();
        let point = ("Seven days are too many", Some(Answer::NotAccepted), "Five cannot be kept");
        town.act(WHO, move |cx| note_point(cx, asked, point)).unwrap();
        let both = [StepKind::EqualityChecked, StepKind::Scrutinised];
        for kind in both {
            takes(town, id, kind, told(town, "Nobody is worse off")).unwrap();
        }
        waives(town, id, Need::Wording);
        // Its two limits for voicemail are a clash, which somebody answers for.
        waives(town, id, Need::Clashes);
        let from = town.in_days(20);
        let version = approves(town, id, from).unwrap();
        let done = seen(town, id);
        assert_eq!((done.row.state, done.row.version), (State::Approved, Some(version)));
        let kinds: Vec<StepKind> = done.steps.iter().map(|step| step.kind).collect();
        use StepKind as K;
        let steps = [K::Consulted, K::EqualityChecked, K::Scrutinised, K::Waived, K::Waived];
        assert_eq!(kinds[..5], steps);
        assert_eq!(kinds[5..], [K::Approved]);
        assert!(done.steps.iter().all(|step| step.hash == done.row.hash));
        assert_eq!(done.steps[5].days, Some((from, None)));
        let said = &done.steps[0].points[0];
        assert_eq!((said.said.as_str(), said.answer), (point.0, Answer::NotAccepted));
        assert_eq!((done.steps[0].told.people, said.because.as_str()), (Some(14), point.2));
        // What was approved is the version, with who decided and where it stands.
        let (approval, text): (String, String) = town.rows(
            "SELECT approval, definition FROM charter_versions WHERE id = $1",
            args![version],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )[0]
        .clone();
        assert_eq!(approval, format!("Cabinet, {}, Minute 9", town.today()));
        assert_eq!(text, done.text);
        let in_force = |on| town.kept.read(|tx| charters::in_force(tx, on)).unwrap().unwrap();
        assert_eq!(in_force(from).charter_version, Some(version));
        assert_ne!(in_force(from.yesterday().unwrap()).charter_version, Some(version));
        let of = town.kept.read(|tx| of_version(tx, version)).unwrap().unwrap();
        assert_eq!(of.row.id, id);
    }

    fn nothing_is_approved_before_people_were_asked_and_members_looked_unless_somebody_says_why(town: &Town) {
        // A section that promises something and does not say how that is monitored.
        let without = tighter().replace("monitoring", "items");
        let id = begins(town, &without);
        let missing = |need| ApproveRefusal::Missing(Missing::NotDone(need));
        assert_eq!(
            refused(approves(town, id, town.in_days(20))),
            // Nothing was promised yet that its limits could be tried on.
            Need::ALL
                .iter()
                .filter(|need| **need != Need::Feasibility)
                .map(|need| missing(*need))
                .collect::<Vec<_>>()
        );
        takes(town, id, StepKind::Consulted, told(town, "")).unwrap();
        let without = Told { waives: Some(Need::EqualityCheck), ..told(town, " ") };
        assert_eq!(
            refused(takes(town, id, StepKind::Waived, without)),
            [StepRefusal::Untold(Untold::Words)]
        );
        for need in [Need::EqualityCheck, Need::Scrutiny, Need::Wording, Need::Clashes] {
            waives(town, id, need);
        }
        let version = approves(town, id, town.in_days(20)).unwrap();
        let of = town.kept.read(|tx| of_version(tx, version)).unwrap().unwrap();
        let why = of.steps.iter().find(|step| step.told.waives == Some(Need::Scrutiny)).unwrap();
        assert_eq!(why.told.words, "Nothing but a typing error is changed");
    }

    fn a_text_changed_after_scrutiny_is_scrutinised_again(town: &Town) {
        let without = |text: &str| text.replace("monitoring", "items");
        let id = begins(town, &without(CHARTER));
        for kind in [StepKind::Consulted, StepKind::EqualityChecked, StepKind::Scrutinised] {
            // Whoever writes down something else leaves nothing out by it.
            let told = Told { waives: Some(Need::Wording), ..told(town, "Looked at") };
            takes(town, id, kind, told).unwrap();
        }
        let approved = takes(town, id, StepKind::Approved, told(town, "Yes"));
        assert!(matches!(approved, Err(Failure::NotFound)), "approval adopts, or is none");
        waives(town, id, Need::Wording);
        waives(town, id, Need::Clashes);
        let scrutinised = seen(town, id).row.hash;
        assert_eq!(changes(town, id, 1, &without(&tighter())).unwrap(), 2);
        let now = seen(town, id);
        assert_ne!(now.row.hash, scrutinised);
        assert!(now.steps.iter().all(|step| step.hash == scrutinised && step.text == 1));
        waives(town, id, Need::Scrutiny);
        let from = town.in_days(20);
        // Why clashes of the first text were left says nothing of those of the second.
        let again = [Need::Wording, Need::Clashes];
        let told_of_first = refused(approves(town, id, from));
        for need in again {
            assert!(told_of_first.contains(&ApproveRefusal::Missing(Missing::NotDone(need))));
            waives(town, id, need);
        }
        let changed = ApproveRefusal::Missing(Missing::ChangedSinceScrutiny);
        assert_eq!(refused(approves(town, id, from)), [changed]);
        // The text that was scrutinised may be taken up again, or the new one scrutinised.
        takes(town, id, StepKind::Scrutinised, told(town, "Looked at again")).unwrap();
        approves(town, id, from).unwrap();
        let all = town.kept.read(|tx| texts(tx, id)).unwrap();
        assert_eq!(all.iter().map(|text| text.number).collect::<Vec<_>>(), [2, 1]);
    }

    fn what_could_not_have_been_kept_is_approved_for_a_reason_only(town: &Town) {
        (0..50).for_each(|_| drop(town.letter()));
        town.it_is("2026-09-30T10:00");
        let aims = "limit = \"7 working days\"\ntarget = \"60%\"";
        let id = begins(town, &CHARTER.replace("limit = \"10 working days\"", aims));
        let others = Need::ALL.iter().filter(|need| **need != Need::Feasibility);
        others.for_each(|need| waives(town, id, *need));
        let missing = ApproveRefusal::Missing(Missing::NotDone(Need::Feasibility));
        assert_eq!(refused(approves(town, id, town.in_days(20))), [missing]);
        waives(town, id, Need::Feasibility);
        approves(town, id, town.in_days(20)).unwrap();
    }

    fn a_version_that_starts_before_the_one_in_force_is_refused_and_nothing_adopted(town: &Town) {
        let before = town.number("SELECT count(*) FROM charter_versions");
        let id = begins(town, &tighter());
        Need::ALL.iter().for_each(|need| waives(town, id, *need));
        let in_force_from = date(2020, 1, 1);
        assert_eq!(
            refused(approves(town, id, date(2019, 12, 31))),
            [ApproveRefusal::Adopt(AdoptRefusal::BeforeTheOneInForce { in_force_from })]
        );
        assert_eq!(town.number("SELECT count(*) FROM charter_versions"), before);
        let still = seen(town, id);
        assert_eq!((still.row.state, still.steps.len()), (State::Open, Need::ALL.len()));
    }

    fn a_draft_is_measured_in_readiness_first_and_goes_on(town: &Town) {
        let id = begins(town, &tighter());
        let ready = Approve {
            in_readiness: true,
            from: Some(town.today()),
            until: None,
            ..decision(town, id)
        };
        let (first, last) = (ready.clone(), Approve { until: Some(town.in_days(90)), ..ready });
        let without = town.act(WHO, move |cx| approve(cx, id, &first));
        assert_eq!(refused(without), [ApproveRefusal::NoLastDay]);
        let version = town.act(WHO, move |cx| approve(cx, id, &last)).unwrap();
        let now = seen(town, id);
        assert_eq!((now.row.state, now.row.readiness_version), (State::Open, Some(version)));
        let kept = &town.kept;
        let charter = kept.read(|tx| kept.charter(tx, version)).unwrap().unwrap();
        assert_eq!(charter.kind, CharterKind::InReadiness);
        Need::ALL.iter().for_each(|need| waives(town, id, *need));
        let in_force = approves(town, id, town.in_days(91)).unwrap();
        assert_ne!(in_force, version);
        assert_eq!(seen(town, id).row.state, State::Approved);
    }

    fn what_does_not_read_is_not_a_draft_and_two_people_do_not_overwrite_each_other(town: &Town) {
        let id = begins(town, CHARTER);
        let broken = CHARTER.replacen("kind = \"share\"", "kind = \"guess\"", 1);
        let refusals = refused(changes(town, id, 1, &broken));
        let [ChangeRefusal::DoesNotRead(problems)] = &refusals[..] else { panic!("{refusals:?}") };
        assert!(matches!(&problems[0].wrong, Wrong::UnknownChoice { value, .. } if value == "guess"));
        assert_eq!(changes(town, id, 1, &tighter()).unwrap(), 2);
        // Whoever still sees the first text is told.
        let mine = CHARTER.replace("Customer service standards", "Our promises");
        assert_eq!(refused(changes(town, id, 1, &mine)), [ChangeRefusal::ChangedMeanwhile]);
        // The same again is no change.
        assert_eq!(changes(town, id, 2, &tighter()).unwrap(), 2);
        let pack = include_str!("../../../../charters/foi.toml");
        assert_eq!(refused(changes(town, id, 2, pack)), [ChangeRefusal::OtherKind]);
        assert_eq!(seen(town, id).row.text, 2);
    }

    fn what_is_finished_stays_as_it_is(town: &Town) {
        let id = begins(town, CHARTER);
        let why = Told { words: "The council was reorganised".into(), ..told(town, "") };
        let asked = takes(town, id, StepKind::Consulted, told(town, "")).unwrap();
        takes(town, id, StepKind::Withdrawn, why.clone()).unwrap();
        let finished = State::Withdrawn;
        assert_eq!(refused(changes(town, id, 1, &tighter())), [ChangeRefusal::Finished(finished)]);
        let again = takes(town, id, StepKind::Scrutinised, why);
        assert_eq!(refused(again), [StepRefusal::Finished(finished)]);
        let from = town.in_days(20);
        assert_eq!(refused(approves(town, id, from)), [ApproveRefusal::Finished(finished)]);
        let point = ("Good", Some(Answer::Accepted), "Yes");
        let late = town.act(WHO, move |cx| note_point(cx, asked, point));
        assert_eq!(refused(late), [PointRefusal::Finished(finished)]);
        assert_eq!(town.kept.read(drafts).unwrap().len(), 1);
    }
}

#[test]
fn what_happened_to_a_draft_is_only_added() {
    let town = Town::new();
    let id = begins(&town, CHARTER);
    let step = takes(&town, id, StepKind::Consulted, told(&town, "")).unwrap();
    town.act(WHO, move |cx| note_point(cx, step, ("Yes", Some(Answer::Partly), "No"))).unwrap();
    for sql in [
        "UPDATE draft_texts SET title = 'x'",
        "DELETE FROM draft_steps",
        "UPDATE draft_points SET said = 'x'",
        "DELETE FROM draft_points",
    ] {
        let tried = town.kept.db().write(move |tx| tx.execute(sql, args![]).map(drop));
        assert!(tried.is_err(), "{sql}");
    }
}

#[test]
fn a_point_needs_what_was_said_what_became_of_it_and_why() {
    let town = Town::new();
    let id = begins(&town, CHARTER);
    let step = takes(&town, id, StepKind::Consulted, told(&town, "")).unwrap();
    let tried = town.act(WHO, move |cx| note_point(cx, step, (" ", None, "")));
    use PointRefusal as No;
    assert_eq!(refused(tried), [No::NothingSaid, No::NoAnswer, No::NoReason]);
    let check = takes(&town, id, StepKind::EqualityChecked, told(&town, "Fair")).unwrap();
    let elsewhere =
        town.act(WHO, move |cx| note_point(cx, check, ("a", Some(Answer::Partly), "b")));
    assert!(matches!(elsewhere, Err(Failure::NotFound)), "only what is a consultation has points");
}
