//! Power cuts while people work, on a disk that forgets what was not synced: what anybody was
//! told is there, whole, and everything that is worked out agrees with it.

use app::cases::{Respond, Response};
use app::{Acted, Actor, Cx, Failure, Form, Kept};
use db::testing::{LossyDisk, Survivors};
use db::{Options, args};
use jiff::{SignedDuration, Timestamp};
use rules::cases::CloseReason;
use rules::contacts::Channel;
use std::sync::Mutex;
use std::thread;
use testkit::{Person, Town};

/// How many people work at the same moment.
const PEOPLE: usize = 3;

/// What somebody was told: a record's reference, and how far it has come.
#[derive(Clone, Debug)]
struct Told {
    reference: String,
    facts: &'static [&'static str],
}

const LOGGED: &[&str] = &["received", "opened", "next-step-set", "date-told"];
const RESPONDED: &[&str] = &["received", "opened", "next-step-set", "date-told", "responded"];
const CLOSED: &[&str] =
    &["received", "opened", "next-step-set", "date-told", "responded", "closed"];

/// Somebody at work in a process that will lose its power.
struct Officer<'a> {
    kept: Kept,
    actor: Actor,
    contact: app::contacts::LogContact,
    now: Timestamp,
    told: &'a Mutex<Vec<Told>>,
}

impl Officer<'_> {
    /// Does something with a form of a key; none once the power is off.
    fn does<R: std::fmt::Debug + Send + 'static>(
        &self,
        key: &str,
        command: impl Fn(&mut Cx<'_>) -> Result<String, Failure<R>> + Send + Sync + 'static,
    ) -> Option<String> {
        let form = Form::new(key, "officer", b"");
        let acted = self.kept.act(&self.actor, self.now, move |cx| form.act(cx, |cx| command(cx)));
        match acted {
            Ok(Acted::Now(address) | Acted::Before(address)) => Some(address),
            Err(Failure::Fault(_)) => None,
            Err(other) => panic!("{key}: {other:?}"),
        }
    }

    fn is_told(&self, reference: &str, facts: &'static [&'static str]) {
        let mut told = self.told.lock().unwrap();
        told.retain(|known| known.reference != reference);
        told.push(Told { reference: reference.to_owned(), facts });
    }

    /// One letter, from the first word to the last; none once the power is off.
    fn deals_with(&self, key: &str) -> Option<()> {
        let contact = self.contact.clone();
        let log = move |cx: &mut Cx<'_>| Ok(app::contacts::log(cx, &contact)?.reference);
        let reference = self.does(&format!("{key} log"), log)?;
        self.is_told(&reference, LOGGED);
        let about = reference.clone();
        self.does(&format!("{key} respond"), move |cx| {
            let text = "We will come on Thursday.".into();
            let respond = Respond { response: Response::Full, text, sent_at: None };
            app::cases::respond(cx, &about, 1, &respond).map(|()| about.clone())
        })?;
        self.is_told(&reference, RESPONDED);
        let about = reference.clone();
        self.does(&format!("{key} close"), move |cx| {
            let reason = Some(CloseReason::Done);
            app::cases::close(cx, &about, 2, reason, "").map(|()| about.clone())
        })?;
        self.is_told(&reference, CLOSED);
        Some(())
    }
}

/// Everybody works, and the system ticks and seals, until the power is off. Gives the last head
/// of the chain that was there for sure.
fn until_dark(town: &Town, cut: u64, told: &Mutex<Vec<Told>>) -> Option<String> {
    let officer = || Officer {
        kept: town.kept.clone(),
        actor: town.person(Person::ServicesManager),
        contact: town.with_case(Channel::Letter),
        now: town.now(),
        told,
    };
    let officers: Vec<Officer<'_>> = (0..PEOPLE).map(|_| officer()).collect();
    let system = town.kept.system("tick").unwrap();
    let (kept, now) = (town.kept.clone(), town.now());
    thread::scope(|scope| {
        for (number, officer) in officers.iter().enumerate() {
            scope.spawn(move || {
                let keys = (0..).map(|letter| format!("{cut} {number} {letter}"));
                keys.map(|key| officer.deals_with(&key)).take_while(Option::is_some).count()
            });
        }
        let mut head = None;
        while kept.act(&system, now, app::ledger::tick).is_ok()
            && app::rounds::work(&kept, &system, now).is_ok()
            && kept.act(&system, now, app::ledger::seal).is_ok()
        {
            let verified = kept.read(|tx| app::ledger::verify(tx, None));
            head = verified.ok().and_then(Result::ok).map(|verified| verified.head).or(head);
        }
        head
    })
}

/// What is stored of a record besides its promises: by which charter it is judged, and how many
/// lines it has.
fn stored(town: &Town, reference: &str) -> (Option<i64>, Vec<String>) {
    let sql = "SELECT charter_version_id FROM records WHERE reference = $1";
    let charter = town.rows(sql, args![reference], |row| row.get(0)).remove(0);
    (charter, town.lines(reference))
}

/// Everything that was told is there, and at least as far as it was told.
fn is_there(town: &Town, told: &[Told]) {
    for known in told {
        let facts = town.facts(&known.reference);
        let begin = &facts[..known.facts.len().min(facts.len())];
        assert_eq!(begin, known.facts, "{}", known.reference);
        assert!(
            [LOGGED, RESPONDED, CLOSED].iter().any(|whole| *whole == facts),
            "{} is there in part: {facts:?}",
            known.reference
        );
        assert_eq!(town.version(&known.reference), 1 + (facts.len() - LOGGED.len()) as i64);
        let promised = town.promises(&known.reference).len();
        let wanted = town.promises(&told[0].reference).len();
        assert_eq!(promised, wanted, "{}: {:?}", known.reference, stored(town, &known.reference));
    }
}

/// The forms that nobody was answered are sent again: each is acted on once in the end.
fn sends_again(town: &Town, cut: u64, told: &Mutex<Vec<Told>>) {
    let officer = Officer {
        kept: town.kept.clone(),
        actor: town.person(Person::ServicesManager),
        contact: town.with_case(Channel::Letter),
        now: town.now(),
        told,
    };
    for number in 0..PEOPLE {
        for letter in 0.. {
            let key = format!("{cut} {number} {letter}");
            let taken = "SELECT count(*) FROM acted_forms WHERE key = $1";
            let is_new = town.rows(taken, args![&format!("{key} log")], |row| row.get::<i64>(0));
            officer.deals_with(&key).unwrap();
            if is_new == [0] {
                break;
            }
        }
    }
}

fn cut_often(seed: u64, cuts: u64, survivors: Survivors) {
    let disk = LossyDisk::new(seed);
    // Small checkpoints, so that cuts come in the middle of them too.
    let options = Options { vfs: disk.vfs(), checkpoint_pages: 20, ..Options::default() };
    let mut town = Town::with(&options);
    let told = Mutex::new(Vec::new());
    let mut heads = Vec::new();
    for cut in 0..cuts {
        let after = 20 + (seed * 131 + cut * 197) % 700;
        disk.cut_at(disk.operations() + after, survivors);
        heads.extend(until_dark(&town, cut, &told));
        assert!(disk.is_off(), "the work ends only in the dark");
        let shared = town.database().address().file().unwrap().with_extension("db-shm");
        town = town.starts_again(&options, || {
            // The log's index lives in memory that a power cut takes.
            let _ = std::fs::remove_file(shared);
            disk.turn_on();
        });
        is_there(&town, &told.lock().unwrap());
        sends_again(&town, cut, &told);
        is_there(&town, &told.lock().unwrap());
        let records = town.number("SELECT count(*) FROM records");
        assert_eq!(records, told.lock().unwrap().len() as i64, "nothing was done twice");
        assert_eq!(town.differences(), []);
        for head in &heads {
            town.verified(Some(head)).unwrap();
        }
        // Promises fall due meanwhile, and are missed.
        town.later(SignedDuration::from_hours(24 * 3));
    }
    assert!(told.lock().unwrap().len() as u64 > cuts * 2, "too little was told to prove much");
    assert!(!heads.is_empty(), "nothing was sealed before a cut");
    town.settle_down();
    town.is_sound();
}

#[test]
fn nothing_that_anybody_was_told_is_lost_with_all_unsynced_writes() {
    for seed in 0..3 {
        cut_often(seed, 8, Survivors::Nothing);
    }
}

#[test]
fn nothing_that_anybody_was_told_is_lost_when_some_unsynced_sectors_survive() {
    for seed in 10..13 {
        cut_often(seed, 8, Survivors::SomeSectors);
    }
}
