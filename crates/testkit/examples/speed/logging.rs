//! Logging contacts: the command beside bare inserts of its rows, through pages, alone, and on
//! PostgreSQL.

use crate::Bench;
use crate::bare::{Reading, Rows};
use crate::browser::Browser;
use crate::measured::{Synced, Waits, at_least, at_most, load};
use crate::process::Serving;
use app::Actor;
use app::cases::CaseToOpen;
use app::contacts::{Ending, LogContact, Who};
use db::{Db, DbError, Engine, args};
use rules::contacts::{Channel, Matter};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use testkit::{Person, Town};

const CLIENTS: usize = 64;
const CUSTOMERS: usize = 1_000;
const RUN: Duration = Duration::from_secs(3);
const ROUNDS: i64 = 2;
const SUMMARY: &str = "Bin not emptied this morning";
const DETAILS: &str =
    "The brown one in front of the house. It was out at six, as the leaflet says.";
const NEXT_STEP: &str = "Ask the crew and write back";

pub(crate) fn measure(bench: &Bench) {
    let town = peopled(Engine::Sqlite);
    alone(&town, bench.file("").as_path());
    let command = beside_bare_inserts(&town);
    through_pages(&town, bench, command);
    drop(town);
    on_postgres();
}

/// A town of today, with customers who are known.
fn peopled(engine: Engine) -> Town {
    let town = Town::on(engine);
    // The served pages read the real time, by which nothing of this must be overdue.
    town.later(app::time::now().duration_since(town.now()));
    let now = town.now();
    let made = town.kept.db().write(move |tx| {
        let sql = "INSERT INTO customers (version, kind, name, language, is_test, made_at)
                   VALUES (1, 'person', $1, 'en', $2, $3)";
        (0..CUSTOMERS).try_for_each(|number| {
            let name = format!("Customer {number}");
            tx.execute(sql, args![name, false, now]).map(drop)
        })
    });
    made.map_err(|error: DbError| error).unwrap();
    town
}

/// What an adviser writes of a letter: a case for a team with a date that the customer is told.
struct Writing {
    contact: LogContact,
    actor: Actor,
    customers: Vec<i64>,
}

impl Writing {
    fn of(town: &Town) -> Writing {
        let case = CaseToOpen {
            team: Some(town.unit("waste-team")),
            next_step: NEXT_STEP.into(),
            promised_on: Some(town.in_days(28)),
            owner: None,
        };
        let contact = LogContact {
            matter: Matter::ServiceRequest,
            summary: SUMMARY.into(),
            details: Some(DETAILS.into()),
            ending: Ending::Case(case),
            ..town.contact(Channel::Letter)
        };
        let ids = town.rows("SELECT id FROM customers ORDER BY id", &[], |row| row.get(0));
        Writing { contact, actor: town.person(Person::Adviser), customers: ids }
    }

    fn log(&self, town: &app::Kept, now: jiff::Timestamp, number: usize) {
        let who = Who::Known(self.customers[number % self.customers.len()]);
        let contact = LogContact { who, ..self.contact.clone() };
        town.act(&self.actor, now, move |cx| app::contacts::log(cx, &contact)).unwrap();
    }
}

/// The rate of a command with so many clients.
fn rate(town: &Town, clients: usize) -> f64 {
    let (writing, kept, now) = (Writing::of(town), town.kept.clone(), town.now());
    let (rate, waits) = load(clients, RUN, |_| (), |(), number| writing.log(&kept, now, number));
    println!("  {clients} clients: {rate:.0}/s, {}", waits.said());
    rate
}

/// One client, each command after a sync of a file beside: both meet the same disk.
fn alone(town: &Town, folder: &Path) {
    let (writing, kept, now) = (Writing::of(town), town.kept.clone(), town.now());
    let synced = Synced::file(folder);
    let (mut syncs, mut commands) = (Vec::new(), Vec::new());
    for number in 0..1_000 {
        syncs.push(synced.once(number));
        let began = Instant::now();
        writing.log(&kept, now, number);
        commands.push(began.elapsed());
    }
    let (syncs, commands) = (Waits::of(syncs), Waits::of(commands));
    println!("One sync of 64 KiB: {}", syncs.said());
    println!("One client: {}", commands.said());
    let limit = 1.5 * syncs.median() + 1.0;
    at_most("Logging a contact, one client, median", commands.median(), limit, "ms");
}

/// The command, then bare inserts of the rows that it wrote, by turns; gives the command's rate.
fn beside_bare_inserts(town: &Town) -> f64 {
    let other = peopled(Engine::Sqlite);
    let (mut commands, mut bares) = (0.0, 0.0);
    let mut first = 1 + town.number("SELECT coalesce(max(id), 0) FROM records");
    for _ in 0..ROUNDS {
        commands += rate(town, CLIENTS) / ROUNDS as f64;
        let last = town.number("SELECT max(id) FROM records");
        let reading = Reading::of(&town.kept);
        let rows: Vec<Arc<Rows>> = (first..=last).map(|id| reading.rows(id, id)).collect();
        let each = rows.iter().map(|rows| rows.number()).sum::<usize>() as f64;
        println!("  {:.1} rows a contact", each / rows.len() as f64);
        let bare = bare(other.kept.db(), &rows);
        println!("  bare inserts of them: {bare:.0}/s");
        bares += bare / ROUNDS as f64;
        first = last + 1;
    }
    println!("Logging a contact: {commands:.0}/s; bare inserts of the same rows: {bares:.0}/s");
    at_least("Logging contacts, share of bare inserts", commands / bares, 1.0 / 3.0, "");
    commands
}

/// Each contact's rows in a command of its own, from as many clients; contacts a second.
fn bare(db: &Db, rows: &[Arc<Rows>]) -> f64 {
    let began = Instant::now();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let mine = rows.iter().skip(client).step_by(CLIENTS);
            scope.spawn(move || mine.for_each(|rows| rows.insert(db)));
        }
    });
    rows.len() as f64 / began.elapsed().as_secs_f64()
}

/// The same through the form, over connections that are kept.
fn through_pages(town: &Town, bench: &Bench, command: f64) {
    let password = town.password(Person::Adviser);
    let (waste, reason) = (town.unit("waste"), town.reason("missed-bin"));
    let team = town.unit("waste-team");
    let file = bench.file("town.db");
    let _ = std::fs::remove_file(&file);
    town.kept.db().backup(&file).unwrap();
    let serving = Serving::on(&file);
    let browser = Browser::signed_in(serving.address, Person::Adviser.email(), &password);
    let (subject, assignee) = (format!("{waste}/{reason}"), format!("team/{team}"));
    let year = (app::time::now().as_second() / 31_556_952 + 1_971).to_string();
    let post = |browser: &mut Browser, number: usize| {
        let customer = (number % CUSTOMERS + 1).to_string();
        let key = app::secret_token();
        let fields = [
            ("form_key", key.as_str()),
            ("channel", "letter"),
            ("received", "now"),
            ("who", "known"),
            ("customer", &customer),
            ("matter", "service-request"),
            ("subject", &subject),
            ("summary", SUMMARY),
            ("details", DETAILS),
            ("ending", "case"),
            ("assignee", &assignee),
            ("next-step", NEXT_STEP),
            ("promised-day", "28"),
            ("promised-month", "12"),
            ("promised-year", &year),
        ];
        let answer = browser.posts("/staff/contacts/new", &fields);
        let is_logged = answer.location.starts_with("/staff/records/");
        assert!(answer.status == 303 && is_logged, "{}: {}", answer.status, answer.body);
    };
    let (rate, waits) = load(CLIENTS, RUN * 2, |_| browser.another(), post);
    println!("Through the form, {CLIENTS} connections: {rate:.0}/s, {}", waits.said());
    at_least("Logging contacts through the form, share of the command", rate / command, 0.5, "");
}

fn on_postgres() {
    println!("PostgreSQL");
    let town = peopled(Engine::Postgres);
    rate(&town, 4);
    let (one, sixteen) = (rate(&town, 1), rate(&town, 16));
    at_least("Logging contacts on PostgreSQL, 16 clients beside one", sixteen / one, 3.0, "times");
}
