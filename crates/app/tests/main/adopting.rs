//! Adopting an organisation file: what is in force then, what stays, and what is refused.

use app::Failure;
use app::organisation::{self, Adopt, AdoptRefusal, Adopted};
use jiff::civil::{Date, date};
use rules::contacts::Channel;
use rules::organisation::{Change, OrganisationFile, Thing, UnitKind, read};
use testkit::{Person, Town};

/// The town as a file, which a test changes.
fn file(town: &Town) -> OrganisationFile {
    let today = town.today();
    town.kept
        .read(|tx| {
            let version = organisation::version_on(tx, today)?.unwrap();
            organisation::as_file(tx, version)
        })
        .unwrap()
        .unwrap()
}

/// The town's file with a text in place of another.
fn with(town: &Town, before: &str, now: &str) -> OrganisationFile {
    let text = file(town).to_string();
    assert!(text.contains(before), "{text}");
    read(&text.replace(before, now)).unwrap()
}

fn adopt(
    town: &Town,
    file: OrganisationFile,
    from: Date,
) -> Result<Adopted, Failure<AdoptRefusal>> {
    let adopt = Adopt { file, from, approval: "at the console".into() };
    town.act(Person::Administrator, move |cx| organisation::adopt(cx, &adopt))
}

fn refusals(tried: Result<Adopted, Failure<AdoptRefusal>>) -> Vec<AdoptRefusal> {
    match tried {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("{other:?}"),
    }
}

/// The names of what the log-a-contact page offers today.
fn offered(town: &Town) -> Vec<String> {
    let today = town.today();
    let names = town.kept.read(|tx| {
        let version = organisation::version_on(tx, today)?.unwrap();
        let units = organisation::tree(tx, version)?;
        let of = |id| units.iter().any(|unit| unit.id == id);
        let reasons = organisation::reasons(tx)?.into_iter().filter(|reason| of(reason.service));
        let reasons: Vec<String> = reasons.map(|reason| reason.name).collect();
        Ok::<_, db::DbError>(units.iter().map(|unit| unit.name.clone()).chain(reasons).collect())
    });
    names.unwrap()
}

fn versions(town: &Town) -> i64 {
    town.number("SELECT count(*) FROM organisation_versions")
}

testkit::on_both_databases! {
    fn what_is_in_force_can_be_adopted_again_and_changes_nothing(town: &Town) {
        let file = read(&file(town).to_string()).unwrap();
        let adopted = adopt(town, file.clone(), town.in_days(10)).unwrap();
        assert_eq!((adopted.changes, adopted.in_force_from), (vec![], date(2020, 1, 1)));
        let earlier = adopt(town, file, date(2019, 1, 1)).unwrap();
        assert_eq!((earlier.changes.len(), versions(town)), (0, 1));
    }

    fn the_ready_made_body_is_set_up_with_everything_that_its_file_says(town: &Town) {
        let text = include_str!("../../../../organisations/small-district.toml");
        let new = read(text).unwrap();
        let adopted = adopt(town, new.clone(), town.today()).unwrap();
        assert_eq!(adopted.in_force_from, town.today());
        let is = file(town);
        assert_eq!(rules::organisation::changes(&new, &is), []);
        assert_eq!((is.name.as_str(), is.reasons.len()), ("Thornwick District Council", 10));
        assert!(is.second_factor_required && is.channels.contains(&Channel::Member));
        // The roles of a body that has them stay.
        assert_eq!(town.number("SELECT count(*) FROM roles"), 8);
    }

    fn units_and_reasons_keep_their_numbers_when_they_are_renamed(town: &Town) {
        let (team, reason) = (town.unit("waste-team"), town.reason("missed-bin"));
        let text = file(town).to_string();
        let text = text.replace("Waste team", "Bins team").replace("Missed bin", "Bin not emptied");
        let adopted = adopt(town, read(&text).unwrap(), town.today()).unwrap();
        assert_eq!(adopted.changes.len(), 2);
        assert!(adopted.changes.iter().all(|c| matches!(c, Change::Renamed { .. })));
        let names = offered(town);
        assert!(names.contains(&"Bins team".into()) && names.contains(&"Bin not emptied".into()));
        assert_eq!((town.unit("waste-team"), town.reason("missed-bin")), (team, reason));
    }

    fn a_tree_comes_into_force_on_its_day_and_what_is_gone_keeps_its_name(town: &Town) {
        let letter = town.letter();
        let gone = "[[team]]\nkey = \"waste-team\"\nname = \"Waste team\"\nservice = \"waste\"\n";
        let bins = "[[team]]\nkey = \"bins\"\nname = \"Bins and streets\"\nservice = \"waste\"\n";
        let adopted = adopt(town, with(town, gone, bins), town.in_days(2)).unwrap();
        let team = Thing::Unit { kind: UnitKind::Team, key: "waste-team".into() };
        assert_eq!(adopted.with_open_cases, [(team, 1)]);
        assert!(offered(town).contains(&"Waste team".into()));
        town.it_is("2026-09-16T10:00");
        let names = offered(town);
        assert!(names.contains(&"Bins and streets".into()), "{names:?}");
        assert!(!names.contains(&"Waste team".into()), "{names:?}");
        let page = |town: &Town| {
            let (actor, now) = (town.person(Person::Manager), town.now());
            let page = town.kept.read(|tx| {
                app::case_files::page(tx, &town.kept, &actor, &letter, now)
            });
            page.unwrap().unwrap()
        };
        assert_eq!(page(town).team.as_deref(), Some("Waste team"));
        // Its own tree is that of its receipt; a team of a later one has its name all the same.
        let (service, team) = (town.unit("waste"), Some(town.unit("bins")));
        let to = app::cases::Reassign { service, team, owner: None, text: "A new team".into() };
        town.on_record(Person::Manager, &letter, move |cx, reference, version| {
            app::cases::reassign(cx, reference, version, &to)
        })
        .unwrap();
        let page = page(town);
        assert_eq!(page.team.as_deref(), Some("Bins and streets"));
        assert!(page.history.iter().any(|e| e.team.as_deref() == Some("Bins and streets")));
    }

    fn reasons_that_the_file_does_not_name_any_more_go_out_of_use(town: &Town) {
        let id = town.reason("fly-tipping");
        let mut without = file(town);
        let taken_out = without.reasons.iter().find(|reason| reason.key == "fly-tipping").cloned();
        without.reasons.retain(|reason| reason.key != "fly-tipping");
        let adopted = adopt(town, without, town.today()).unwrap();
        assert!(matches!(&adopted.changes[..], [Change::Gone { name, .. }] if name == "Fly-tipping"));
        // Reasons have no versions, so the tree has none more.
        assert_eq!(versions(town), 1);
        assert!(!offered(town).contains(&"Fly-tipping".into()));
        let mut again = file(town);
        again.reasons.extend(taken_out);
        adopt(town, again, town.today()).unwrap();
        assert_eq!(town.reason("fly-tipping"), id);
        assert!(offered(town).contains(&"Fly-tipping".into()));
    }
}

#[test]
fn a_tree_before_the_newest_is_refused_and_nothing_of_the_file_is_kept() {
    let town = Town::new();
    adopt(&town, with(&town, "Waste team", "Bins team"), town.in_days(30)).unwrap();
    let text = with(&town, "Waste team", "Refuse team").to_string();
    let file = read(&text.replace("Netherby Town Council", "Netherby")).unwrap();
    let refused = refusals(adopt(&town, file, town.in_days(29)));
    let in_force_from = town.in_days(30);
    assert_eq!(refused, [AdoptRefusal::BeforeTheOneInForce { in_force_from }]);
    let body = town.kept.read(organisation::current).unwrap().unwrap();
    assert_eq!((body.name.as_str(), versions(&town)), ("Netherby Town Council", 2));
}

#[test]
fn the_zone_changes_only_while_nothing_has_been_recorded() {
    let town = Town::new();
    let dublin = with(&town, "Europe/London", "Europe/Dublin");
    adopt(&town, dublin, town.today()).unwrap();
    assert_eq!(file(&town).zone, "Europe/Dublin");
    town.letter();
    let back = with(&town, "Europe/Dublin", "Europe/London");
    let refused = refusals(adopt(&town, back, town.today()));
    assert_eq!(refused, [AdoptRefusal::ZoneStays { zone: "Europe/Dublin".into() }]);
}

#[test]
fn a_kept_that_nobody_has_set_up_takes_the_file_too() {
    let fresh = db::testing::Fresh::on(db::Engine::Sqlite);
    let at = "2026-04-01T09:00:00Z".parse().unwrap();
    db::migrate(&fresh, app::MIGRATIONS, at).unwrap();
    let kept = app::Kept::new(fresh.clone());
    let console = kept.system("console:test").unwrap();
    let text = include_str!("../../../../organisations/small-district.toml");
    let adopt = Adopt {
        file: read(text).unwrap(),
        from: date(2026, 4, 1),
        approval: "at the console".into(),
    };
    kept.act(&console, at, move |cx| organisation::adopt(cx, &adopt)).unwrap();
    let body = kept.read(organisation::current).unwrap().unwrap();
    assert_eq!(body.name, "Thornwick District Council");
}
