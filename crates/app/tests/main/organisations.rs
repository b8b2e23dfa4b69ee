//! Reorganisations: a new version of the tree changes nothing that was promised before it.

use app::Cx;
use app::contacts::LogContact;
use app::figures::FigureRow;
use app::organisation::{NewReason, NewUnit, UnitKind};
use db::args;
use jiff::civil::{Date, date};
use rules::contacts::Channel;
use testkit::{Person, Town};

const LETTERS: &str = "correspondence-answered";

fn unit(kind: UnitKind, key: &str, name: &str, parent: Option<&str>) -> NewUnit {
    NewUnit {
        kind,
        key: key.into(),
        name: name.into(),
        parent: parent.map(|key| (UnitKind::Service, key.to_owned())),
        provider: None,
        welsh_name: None,
        reached_by: None,
    }
}

fn reason(service: &str, key: &str, name: &str, can_be_settled: Option<bool>) -> NewReason {
    NewReason { service: service.into(), key: key.into(), name: name.into(), can_be_settled }
}

/// From a date on: waste is called something else and is provided by somebody, planning is gone,
/// its team belongs to a new service.
fn reorganises(town: &Town, from: Date) -> i64 {
    let provider = "greenways";
    let units = [
        unit(UnitKind::Provider, provider, "Greenways Ltd", None),
        unit(UnitKind::Service, "customer-services", "Customer services", None),
        NewUnit {
            provider: Some(provider.into()),
            ..unit(UnitKind::Service, "waste", "Cleaner streets", None)
        },
        unit(UnitKind::Service, "growth", "Growth and places", None),
        unit(UnitKind::Team, "waste-team", "Streets team", Some("waste")),
        unit(UnitKind::Team, "planning-team", "Places team", Some("growth")),
    ];
    let reasons = [
        // Turned round, and called something else.
        reason("waste", "missed-bin", "Bin not emptied", Some(false)),
        reason("growth", "application", "Planning application", None),
    ];
    town.act(Person::Administrator, move |cx: &mut Cx<'_>| {
        app::organisation::set_tree(cx, from, "Reorganisation", &units, &reasons)
    })
    .unwrap()
}

fn figures(town: &Town, from: &str, to: &str) -> Vec<(String, i64, String, i64)> {
    let row = |row: FigureRow| {
        let (id, name) = row.service.clone().unwrap();
        (name, id, row.period.clone(), row.counts.all())
    };
    let mut rows: Vec<_> = town
        .figures(&town.ask(from, to))
        .into_iter()
        .filter(|row| row.key == LETTERS)
        .map(row)
        .collect();
    rows.sort();
    rows
}

fn standard(town: &Town) -> i64 {
    town.rows("SELECT id FROM standards WHERE key = $1", args![LETTERS], |row| row.get(0))[0]
}

/// The service, its name in the list, and the version of the tree, of a letter's promise.
fn promised(town: &Town, reference: &str) -> (i64, String, i64) {
    let sql = "SELECT p.service_id, p.organisation_version_id FROM promises p
               JOIN records r ON r.id = p.record_id JOIN standards s ON s.id = p.standard_id
               WHERE r.reference = $1 AND s.key = $2";
    let (service, tree) =
        town.rows(sql, args![reference, LETTERS], |row| Ok((row.get(0)?, row.get(1)?)))[0];
    let (actor, letters) = (town.person(Person::ServicesManager), standard(town));
    let filters = vec![app::lists::Filter::Standard(letters)];
    let page = town
        .kept
        .read(|tx| app::lists::list(tx, &actor, &filters, app::lists::Order::Made, None, 500))
        .unwrap();
    let row = page.rows.into_iter().find(|row| row.reference == reference).unwrap();
    (service, row.service, tree)
}

/// The service and team that the page of a record shows, and those of its last assignment.
fn page(town: &Town, reference: &str) -> (String, Option<String>, Option<String>) {
    let joan = town.person(Person::ServicesManager);
    let page = town
        .kept
        .read(|tx| app::case_files::page(tx, &town.kept, &joan, reference, town.now()))
        .unwrap()
        .unwrap();
    let given = page.history.iter().find_map(|entry| entry.service.clone());
    (page.service, page.team, given)
}

fn gives(town: &Town, reference: &str, service: &str, team: &str) {
    let (service, team) = (town.unit(service), Some(town.unit(team)));
    let to = app::cases::Reassign { service, team, owner: None, text: String::new() };
    town.on_record(Person::ServicesManager, reference, move |cx, r, v| {
        app::cases::reassign(cx, r, v, &to)
    })
    .unwrap();
}

testkit::on_both_databases! {
    fn a_reorganisation_leaves_what_was_promised_before_where_it_was(town: &Town) {
        let (waste, planning) = (town.letter(), town.letter());
        town.tick_on();
        town.gives_to_planning(Person::Manager, &planning).unwrap();
        town.settle_down();
        let before = (promised(town, &waste), promised(town, &planning));
        let lines = (town.lines(&waste), town.lines(&planning));
        let new = reorganises(town, date(2026, 10, 1));
        town.settle_down();
        town.is_sound();
        // Also when the promises are judged again, long after.
        town.it_is("2026-10-20T10:00");
        town.settle_down();
        assert_eq!((promised(town, &waste), promised(town, &planning)), before);
        assert_ne!(before.0.2, new);
        for (letter, lines) in [(&waste, lines.0), (&planning, lines.1)] {
            assert!(town.lines(letter).starts_with(&lines));
            assert_eq!(town.outcome(letter, LETTERS), "missed");
        }
        town.responds(Person::ServicesManager, &planning).unwrap();
        town.settle_down();
        assert_eq!(promised(town, &planning), before.1);
        town.is_sound();
    }

    fn a_list_of_reasons_that_changes_judges_no_earlier_contact_again(town: &Town) {
        let settled = town.logged(town.call(Some(10), None));
        let letter = town.letter();
        town.settle_down();
        let first = "settled-at-first-contact";
        assert_eq!(town.outcome(&settled, first), "kept");
        reorganises(town, date(2026, 9, 15));
        assert_eq!(town.differences(), [], "nothing that happened has changed");
        town.it_is("2026-09-16T10:00");
        // Touched again, they are judged as they were promised.
        town.acknowledges(Person::Officer, &letter, None).unwrap();
        assert_eq!(town.outcome(&letter, first), "running");
        town.responds(Person::Officer, &letter).unwrap();
        assert_eq!(town.outcome(&letter, first), "kept");
        assert_eq!(town.outcome(&settled, first), "kept");
        // What comes now is about what the list says now.
        let now = town.logged(town.call(Some(10), None));
        assert_eq!(town.outcome(&now, first), "not_counted");
        town.settle_down();
        town.is_sound();
    }

    fn whoever_comes_back_about_what_is_called_otherwise_now_has_come_back(town: &Town) {
        let who = app::contacts::Who::New(app::customers::NewCustomer {
            name: "Mair Evans".into(),
            language: "en".into(),
            ..Default::default()
        });
        let first = LogContact { who, ..town.call(Some(10), None) };
        let first = town.logs(Person::Adviser, first).unwrap();
        let who = app::contacts::Who::Known(first.customer.unwrap());
        reorganises(town, date(2026, 9, 15));
        town.it_is("2026-09-16T10:00");
        let again = LogContact { who, ..town.call(Some(10), None) };
        assert_ne!(again.reason, None);
        let again = town.logged(again);
        town.settle_down();
        let joan = town.person(Person::ServicesManager);
        let page = town
            .kept
            .read(|tx| app::case_files::page(tx, &town.kept, &joan, &again, town.now()))
            .unwrap()
            .unwrap();
        assert_eq!(page.repeat.map(|repeat| repeat.earlier), Some(first.reference));
    }

    fn a_contact_belongs_to_the_tree_of_the_day_on_which_it_was_received(town: &Town) {
        let old = promised(town, &town.letter()).2;
        let new = reorganises(town, date(2026, 10, 1));
        for (now, received, tree) in [
            ("2026-09-30T23:59", None, old),
            ("2026-10-01T00:00", None, new),
            // Keyed after the change, received before it.
            ("2026-10-02T10:00", Some("2026-09-30T23:59"), old),
            ("2026-10-02T10:00", Some("2026-10-01T00:00"), new),
        ] {
            town.it_is(now);
            let received_at = received.map(|received| town.moment(received));
            let letter = LogContact { received_at, ..town.with_case(Channel::Letter) };
            let letter = town.logged(letter);
            assert_eq!(promised(town, &letter).2, tree, "{now} {received:?}");
            // Who provided the service then stands with the promise.
            let sql = "SELECT DISTINCT u.key FROM promises p JOIN records r ON r.id = p.record_id
                       LEFT JOIN units u ON u.id = p.provider_id WHERE r.reference = $1";
            let provider = town.rows(sql, args![&letter], |row| row.get::<Option<String>>(0));
            let expected = (tree == new).then(|| "greenways".to_owned());
            assert_eq!(provider, [expected], "{now} {received:?}");
        }
        town.settle_down();
        town.is_sound();
    }

    fn figures_show_each_service_once_by_its_present_name_or_the_last_it_had(town: &Town) {
        let planning = town.letter();
        town.letter();
        town.tick_on();
        town.gives_to_planning(Person::Manager, &planning).unwrap();
        reorganises(town, date(2026, 10, 1));
        let (waste, planned) = (town.unit("waste"), town.unit("planning"));
        let row = |name: &str, id, month: &str| (name.to_owned(), id, month.to_owned(), 1);
        let september = |town: &Town| figures(town, "2026-09", "2026-09");
        assert_eq!(
            september(town),
            [row("Planning", planned, "2026-09"), row("Waste and recycling", waste, "2026-09")],
            "until then it has its old name"
        );
        town.it_is("2026-10-01T09:00");
        town.letter();
        town.settle_down();
        assert_eq!(
            figures(town, "2026-09", "2026-10"),
            [
                row("Cleaner streets", waste, "2026-09"),
                row("Cleaner streets", waste, "2026-10"),
                // It is gone, and what it promised is not nameless.
                row("Planning", planned, "2026-09"),
            ]
        );
    }

    fn a_case_given_to_what_came_later_shows_its_name(town: &Town) {
        let letter = town.letter();
        reorganises(town, date(2026, 9, 15));
        town.it_is("2026-09-16T10:00");
        gives(town, &letter, "growth", "planning-team");
        let growth = Some("Growth and places".to_owned());
        // Its team had another name in the tree of the day on which it came.
        let team = Some("Planning team".to_owned());
        assert_eq!(page(town, &letter), (growth.clone().unwrap(), team, growth.clone()));
        assert_eq!(Some(promised(town, &letter).1), growth);
        // Of what came before, the name stays that of its day.
        let other = town.logged(LogContact {
            received_at: Some(town.moment("2026-09-14T11:00")),
            ..town.with_case(Channel::Letter)
        });
        assert_eq!(page(town, &other).0, "Waste and recycling");
        assert_eq!(promised(town, &other).1, "Waste and recycling");
    }

    fn of_two_trees_from_the_same_day_the_later_one_counts(town: &Town) {
        reorganises(town, date(2026, 9, 15));
        let second = reorganises(town, date(2026, 9, 15));
        let earlier = reorganises(town, date(2026, 9, 1));
        town.it_is("2026-09-15T10:00");
        let letter = town.letter();
        assert_eq!(promised(town, &letter).2, second);
        let before = LogContact {
            received_at: Some(town.moment("2026-09-14T10:00")),
            ..town.with_case(Channel::Letter)
        };
        assert_eq!(promised(town, &town.logged(before)).2, earlier);
    }
}
