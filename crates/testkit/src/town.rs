//! Netherby, an invented town: three services, two teams, a line, a counter and a mailbox, the
//! ready-made Rossendale charter in force, and people with roles.

use app::contacts::{Ending, LogContact, Logged, Who};
use app::organisation::{NewReason, NewUnit, SetUp, UnitKind, ready_made_roles};
use app::staff::AddStaff;
use app::{Actor, Cx, Failure, Kept, Random};
use db::testing::{Fresh, Template};
use db::{Db, Engine, Options, args};
use jiff::Timestamp;
use rules::contacts::{Channel, LogRefusal, Matter};
use std::cell::Cell;

/// A town with its own database and its own clock.
pub struct Town {
    /// The whole Kept.
    pub kept: Kept,
    now: Cell<Timestamp>,
    fresh: Fresh,
}

/// Somebody who works in the town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// Ada Bell, adviser everywhere.
    Adviser,
    /// Owen Price, case officer of the waste team.
    Officer,
    /// Mina Shah, manager of the waste service.
    Manager,
    /// Joan Okoro, customer services manager.
    ServicesManager,
    /// Piotr Nowak, performance officer.
    PerformanceOfficer,
    /// Ruth Adeyemi, auditor.
    Auditor,
    /// Sam Hill, administrator.
    Administrator,
    /// Lena Fox, case officer of the planning team.
    Planner,
}

const PEOPLE: [(Person, &str, &str, &str, Option<&str>); 8] = [
    (Person::Adviser, "ada@netherby.example", "Ada Bell", "adviser", None),
    (Person::Officer, "owen@netherby.example", "Owen Price", "case-officer", Some("waste-team")),
    (Person::Manager, "mina@netherby.example", "Mina Shah", "team-manager", Some("waste")),
    (
        Person::ServicesManager,
        "joan@netherby.example",
        "Joan Okoro",
        "customer-services-manager",
        None,
    ),
    (
        Person::PerformanceOfficer,
        "piotr@netherby.example",
        "Piotr Nowak",
        "performance-officer",
        None,
    ),
    (Person::Auditor, "ruth@netherby.example", "Ruth Adeyemi", "auditor", None),
    (Person::Administrator, "sam@netherby.example", "Sam Hill", "administrator", None),
    (Person::Planner, "lena@netherby.example", "Lena Fox", "case-officer", Some("planning-team")),
];

impl Person {
    /// Everybody.
    pub fn all() -> impl Iterator<Item = Person> {
        PEOPLE.into_iter().map(|(person, ..)| person)
    }

    /// Their email address.
    pub fn email(self) -> &'static str {
        PEOPLE.iter().find(|(person, ..)| *person == self).unwrap().1
    }

    /// Their name.
    pub fn name(self) -> &'static str {
        PEOPLE.iter().find(|(person, ..)| *person == self).unwrap().2
    }
}

static TEMPLATE: Template = Template::new(set_up);

/// The moment at which the town was set up.
const SET_UP: &str = "2026-01-05T09:00:00Z";

fn set_up(db: &Db) {
    let at: Timestamp = SET_UP.parse().unwrap();
    db::migrate(db, app::MIGRATIONS, at).unwrap();
    let kept = Kept::with_random(db.clone(), Random::seeded(1));
    let console = kept.system("console:test").unwrap();
    kept.act(&console, at, |cx| {
        app::organisation::set_up(cx, &body())?;
        let from = jiff::civil::date(2020, 1, 1);
        app::organisation::set_tree(cx, from, "First tree", &units(), &reasons())?;
        Ok::<_, Failure>(())
    })
    .unwrap();
    adopt(&kept, include_str!("../../../charters/rossendale.toml"), "2020-01-01");
    for (_, email, name, role, unit) in PEOPLE {
        let new = AddStaff {
            email: email.into(),
            name: name.into(),
            roles: vec![(role.into(), unit.map(str::to_owned))],
        };
        kept.act(&console, at, move |cx| app::staff::add(cx, &new)).unwrap();
    }
}

/// Adopts a charter as the body's own.
pub(crate) fn adopt(kept: &Kept, text: &str, from: &str) -> i64 {
    let console = kept.system("console:test").unwrap();
    let adopt = app::charters::Adopt {
        charter: rules::charter::read(text).unwrap(),
        text: text.to_owned(),
        from: from.parse().unwrap(),
        approval: "at the console".into(),
        until: None,
        kind: rules::charter::CharterKind::Own,
    };
    let at = SET_UP.parse().unwrap();
    kept.act(&console, at, move |cx| app::charters::adopt(cx, &adopt)).unwrap()
}

fn body() -> SetUp {
    SetUp {
        name: "Netherby Town Council".into(),
        short_name: "Netherby".into(),
        zone: "Europe/London".into(),
        year_begins_month: 4,
        brand_colour: "#1d5e8a".into(),
        second_factor_required: false,
        channels: vec![
            Channel::Telephone,
            Channel::Voicemail,
            Channel::Visit,
            Channel::Letter,
            Channel::Email,
            Channel::WebForm,
        ],
        roles: ready_made_roles(),
    }
}

fn units() -> Vec<NewUnit> {
    let unit = |kind, key: &str, name: &str, parent: Option<(UnitKind, &str)>| NewUnit {
        kind,
        key: key.into(),
        name: name.into(),
        welsh_name: None,
        parent: parent.map(|(kind, key)| (kind, key.to_owned())),
        provider: None,
        reached_by: None,
    };
    let service = UnitKind::Service;
    vec![
        unit(service, "customer-services", "Customer services", None),
        unit(service, "waste", "Waste and recycling", None),
        unit(service, "planning", "Planning", None),
        unit(UnitKind::Team, "waste-team", "Waste team", Some((service, "waste"))),
        unit(UnitKind::Team, "planning-team", "Planning team", Some((service, "planning"))),
        unit(UnitKind::Line, "main-line", "Main line", None),
        unit(UnitKind::Venue, "town-hall", "Town hall counter", None),
        unit(UnitKind::Mailbox, "enquiries", "Enquiries mailbox", None),
    ]
}

fn reasons() -> Vec<NewReason> {
    let reason = |service: &str, key: &str, name: &str, can_be_settled| NewReason {
        service: service.into(),
        key: key.into(),
        name: name.into(),
        can_be_settled,
    };
    vec![
        reason("waste", "missed-bin", "Missed bin", Some(true)),
        reason("waste", "fly-tipping", "Fly-tipping", Some(false)),
        reason("planning", "application", "Planning application", None),
        reason("customer-services", "opening-hours", "Opening hours", Some(true)),
    ]
}

impl Town {
    /// A fresh town on a database, on Monday 14 September 2026 at ten.
    pub fn on(engine: Engine) -> Town {
        Town::of(TEMPLATE.fresh(engine), Random::seeded(7))
    }

    /// A fresh town on embedded SQLite, opened with these options.
    pub fn with(options: &Options) -> Town {
        Town::of(TEMPLATE.fresh_with(Engine::Sqlite, options), Random::seeded(7))
    }

    fn of(fresh: Fresh, random: Random) -> Town {
        let kept = Kept::with_random(fresh.clone(), random);
        let town = Town { kept, now: Cell::new(Timestamp::UNIX_EPOCH), fresh };
        town.it_is("2026-09-14T10:00");
        town
    }

    /// The town after its process has gone: nothing of it is left but the database, which is
    /// opened again after what happens meanwhile.
    pub fn starts_again(self, options: &Options, meanwhile: impl FnOnce()) -> Town {
        let Town { kept, now, mut fresh } = self;
        drop(kept);
        fresh.reopen_after(options, meanwhile);
        let town = Town::of(fresh, Random::System);
        town.set(now.get());
        town
    }

    /// A fresh town on embedded SQLite.
    pub fn new() -> Town {
        Town::on(Engine::Sqlite)
    }

    /// Adopts a charter with everything that a clock may do.
    pub fn promises_on_complaints(&self) {
        adopt(&self.kept, include_str!("complaints.toml"), "2026-01-01");
    }

    /// Moves the clock to a local time, or an instant with an offset.
    pub fn it_is(&self, moment: &str) {
        self.now.set(self.moment(moment));
    }

    pub(crate) fn set(&self, now: Timestamp) {
        self.now.set(now);
    }

    /// A moment of the town.
    pub fn moment(&self, text: &str) -> Timestamp {
        let zone = self.kept.zone().unwrap();
        rules::clock::read_moment(text, &zone).unwrap().instant()
    }

    /// What the clock shows.
    pub fn now(&self) -> Timestamp {
        self.now.get()
    }

    /// The database, to open it a second time or to look into it.
    pub fn database(&self) -> &Fresh {
        &self.fresh
    }

    /// Somebody, with what they may do today.
    pub fn person(&self, person: Person) -> Actor {
        let today = self.kept.zone().unwrap().date_of(self.now());
        let found = self.kept.read(|tx| app::staff::by_email(tx, person.email(), today));
        found.unwrap().unwrap()
    }

    /// The number of a service, team, line, venue or mailbox.
    pub fn unit(&self, key: &str) -> i64 {
        let key = key.to_owned();
        let found = self.kept.read(|tx| {
            tx.one("SELECT id FROM units WHERE key = $1", args![&key], |row| row.get::<i64>(0))
        });
        found.unwrap()
    }

    /// The number of what people come about.
    pub fn reason(&self, key: &str) -> i64 {
        let key = key.to_owned();
        let found = self.kept.read(|tx| {
            tx.one("SELECT id FROM reasons WHERE key = $1", args![&key], |row| row.get::<i64>(0))
        });
        found.unwrap()
    }

    /// Somebody does something now.
    pub fn act<T: Send + 'static, R: Send + 'static>(
        &self,
        person: Person,
        command: impl Fn(&mut Cx<'_>) -> Result<T, Failure<R>> + Send + Sync + 'static,
    ) -> Result<T, Failure<R>> {
        self.kept.act(&self.person(person), self.now(), command)
    }

    /// The system does something now.
    pub fn system<T: Send + 'static, R: Send + 'static>(
        &self,
        command: impl Fn(&mut Cx<'_>) -> Result<T, Failure<R>> + Send + Sync + 'static,
    ) -> Result<T, Failure<R>> {
        self.kept.act(&self.kept.system("tick").unwrap(), self.now(), command)
    }

    /// The system judges, works and seals until nothing waits, as it does every second.
    pub fn settle_down(&self) {
        let system = self.kept.system("tick").unwrap();
        while self.system(app::calendars::follow).unwrap().more {}
        while self.system(app::ledger::tick).unwrap().more {}
        while app::rounds::work(&self.kept, &system, self.now()).unwrap().done > 0 {}
        while self.system(app::ledger::seal).unwrap().more {}
        app::reminders::remind(&self.kept, &system, self.now()).unwrap();
    }

    /// A contact to begin with: an anonymous enquiry about waste, settled on the telephone now.
    pub fn contact(&self, channel: Channel) -> LogContact {
        LogContact {
            channel,
            matter: Matter::Enquiry,
            received_at: None,
            who: Who::Nobody,
            service: self.unit("waste"),
            reason: Some(self.reason("missed-bin")),
            place: None,
            ward: None,
            summary: "Bin not emptied this morning".into(),
            details: None,
            ending: Ending::Settled,
            call: None,
            visit: None,
            contact_details_left: None,
            about_again: None,
            asks_progress: false,
            standards_given: None,
            reports_missed: None,
            language: "en".into(),
            is_restricted: false,
            is_test: false,
        }
    }

    /// Somebody logs a contact.
    pub fn logs(&self, person: Person, contact: LogContact) -> Result<Logged, Failure<LogRefusal>> {
        self.act(person, move |cx| app::contacts::log(cx, &contact))
    }
}

impl Default for Town {
    fn default() -> Self {
        Town::new()
    }
}
