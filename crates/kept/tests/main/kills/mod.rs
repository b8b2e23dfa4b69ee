//! Kept is killed, or its database is, while people work: whoever was given a reference finds it
//! again, once and whole, and a form that is sent again acts no second time.

mod clients;
mod databases;
mod imports;
mod whole;

use crate::calls::Place;
use crate::servers::Server;
use clients::Client;
use db::testing::PostgresServer;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How many people work at the same moment.
const PEOPLE: usize = 4;
/// Within how many answers a kill comes.
const WITHIN: u64 = 250;

/// People at work on a served database.
struct Work {
    place: Place,
    clients: Vec<Client>,
    moments: Moments,
}

/// Numbers that look random and are the same each time.
struct Moments(u64);

impl Moments {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

impl Work {
    /// Everybody signs in, and does each thing once undisturbed.
    fn begin(place: Place, seed: u64) -> (Work, Server) {
        let place = place.with_charter();
        let server = place.serves();
        let clients = (0..PEOPLE).map(|number| {
            let email = format!("officer-{number}@netherby.example");
            let mut client = Client::new(number, place.signs_in(&server, &email));
            client.does_each_thing_once();
            client
        });
        let clients = clients.collect();
        (Work { place, clients, moments: Moments(seed) }, server)
    }

    /// Starts again after the process was killed, half a minute later for those who wait for it:
    /// the lease of the process that is gone has run out.
    fn starts_again(&mut self) -> Server {
        databases::ends_leases(&self.place);
        let server = self.place.serves();
        for client in &mut self.clients {
            client.visitor.address = server.address;
            client.sends_the_last_form_again();
        }
        server
    }

    /// People work until the process is killed at some moment.
    fn until_killed(&mut self, server: &mut Server) {
        let after = 1 + self.moments.next(WITHIN);
        let moment = self.moments.next(3_000);
        let when_it_is_dead = |is_answered: bool| !is_answered;
        self.working(when_it_is_dead, |answers| {
            wait_for(answers, after, moment);
            server.kill();
        });
    }

    /// People work, and go on whatever is answered, while something is done to the database.
    fn while_disturbed(&mut self, disturb: impl Fn()) {
        let (after, moment) = (1 + self.moments.next(WITHIN / 5), self.moments.next(3_000));
        let is_over = AtomicBool::new(false);
        let when_it_is_over = |_: bool| is_over.load(Ordering::SeqCst);
        self.working(when_it_is_over, |answers| {
            wait_for(answers, after, moment);
            disturb();
            while answers.try_recv().is_ok() {}
            // Everybody could come through again before it is over.
            wait_for(answers, PEOPLE as u64, 0);
            is_over.store(true, Ordering::SeqCst);
        });
        for client in &mut self.clients {
            client.comes_through();
            client.sends_the_last_form_again();
        }
    }

    /// Everybody works until they stop, which they know by whether they were answered.
    fn working(
        &mut self,
        stops: impl Fn(bool) -> bool + Sync,
        meanwhile: impl FnOnce(&Receiver<()>),
    ) {
        let (answered, answers) = mpsc::channel();
        thread::scope(|scope| {
            for client in &mut self.clients {
                let (answered, stops): (Sender<()>, _) = (answered.clone(), &stops);
                scope.spawn(move || {
                    loop {
                        let is_answered = client.goes_on();
                        if is_answered {
                            answered.send(()).unwrap();
                        }
                        if stops(is_answered) {
                            return;
                        }
                    }
                });
            }
            // Should everybody have failed, there is no more to wait for.
            drop(answered);
            meanwhile(&answers);
        });
    }

    /// Everything is there, and all that is worked out agrees.
    fn ends(mut self, server: Server) {
        for client in &mut self.clients {
            client.comes_through();
        }
        // A killed process leaves its lease behind: the next one seals when that has run out.
        let seals = |place: &Place| {
            let verified = place.kept(&["audit", "verify", "--json"]).done().json();
            verified["seals"].as_i64().unwrap()
        };
        let begun = Instant::now();
        while seals(&self.place) == 0 {
            assert!(begun.elapsed() < Duration::from_secs(60), "nothing is sealed");
        }
        let told = server.stop();
        assert_eq!(told.code, 0, "{}", told.err);
        whole::check(&self.place, &self.clients);
        assert!(seals(&self.place) > 0);
        self.place.kept(&["ledger", "rebuild", "--check"]).done();
    }
}

/// Waits for so many answers, and a moment more.
fn wait_for(answers: &Receiver<()>, number: u64, moment: u64) {
    for _ in 0..number {
        answers.recv().unwrap();
    }
    for _ in 0..moment {
        thread::yield_now();
    }
}

#[test]
fn nothing_is_lost_or_doubled_when_the_process_is_killed_on_sqlite() {
    let (mut work, mut server) = Work::begin(Place::new(), 17);
    for _ in 0..20 {
        work.until_killed(&mut server);
        server = work.starts_again();
    }
    work.ends(server);
}

#[test]
fn nothing_is_lost_or_doubled_when_process_or_server_are_killed_on_postgresql() {
    // After a crash the server syncs its whole folder, which takes seconds one file at a time.
    let postgres = PostgresServer::start(&["recovery_init_sync_method=syncfs"]);
    let name = postgres.create_database(None);
    let place = Place::with_database(postgres.address(&name));
    let (mut work, mut server) = Work::begin(place, 23);
    for _ in 0..12 {
        work.until_killed(&mut server);
        server = work.starts_again();
    }
    for _ in 0..5 {
        work.while_disturbed(|| databases::ends_every_session(&postgres, &name));
    }
    for _ in 0..5 {
        work.while_disturbed(|| databases::kills_a_session(&postgres, &name));
    }
    work.ends(server);
}
