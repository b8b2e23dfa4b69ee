//! Accounts: passwords, guessing, links, sessions.

mod second_factor;

use app::Failure;
use app::staff::{
    AddStaff, ChooseRefusal, PasswordRefusal, Session, SignInRefusal, SignedIn, choose_password,
    new_link, sign_in,
};
use db::{Value, args};
use jiff::SignedDuration;
use std::time::{Duration, Instant};
use testkit::{Person, Town};

const HERE: &str = "192.0.2.7";
const ADA: &str = "ada@netherby.example";

fn tries_from(
    town: &Town,
    email: &str,
    password: &str,
    address: &str,
) -> Result<SignedIn, SignInRefusal> {
    sign_in(&town.kept, email, password, address, town.now()).map_err(|failure| match failure {
        Failure::Refused(refusals) => refusals[0],
        other => panic!("{other:?}"),
    })
}

fn tries(town: &Town, email: &str, password: &str) -> Result<SignedIn, SignInRefusal> {
    tries_from(town, email, password, HERE)
}

fn refusal(done: Result<SignedIn, SignInRefusal>) -> Option<SignInRefusal> {
    done.err()
}

/// Ada signs in with her password.
fn signed_in(town: &Town) -> String {
    let password = town.password(Person::Adviser);
    tries(town, ADA, &password).unwrap().token
}

fn session(town: &Town, token: &str) -> Option<Session> {
    let (now, today) = (town.now(), town.today());
    town.kept.read(|tx| app::staff::resume(tx, token, now, today)).unwrap()
}

/// Ada reads a page: a sign of life is written when one is due.
fn reads_a_page(town: &Town, token: &str) -> bool {
    let Some(session) = session(town, token) else { return false };
    if session.is_due {
        let token = token.to_owned();
        town.system(move |cx| {
            app::staff::seen(cx.tx, &token, cx.now)?;
            Ok::<_, Failure>(())
        })
        .unwrap();
    }
    true
}

fn link_for(town: &Town, email: &'static str) -> String {
    town.act(Person::Administrator, move |cx| new_link(cx, email)).unwrap()
}

fn chooses(town: &Town, secret: &str, password: &str, again: &str) -> Result<(), ChooseRefusal> {
    choose_password(&town.kept, secret, password, again, town.now()).map_err(
        |failure| match failure {
            Failure::Refused(refusals) => refusals[0],
            other => panic!("{other:?}"),
        },
    )
}

fn leaves_on(town: &Town, email: &str, date: &str) {
    town.tampers(&format!("UPDATE staff SET left_on = '{date}' WHERE email = '{email}'"));
}

testkit::on_both_databases! {
    fn somebody_is_signed_in_with_their_password_and_nothing_else(town: &Town) {
        let password = town.password(Person::Adviser);
        for (email, tried, is_in) in [
            (ADA, password.as_str(), true),
            (" Ada@Netherby.Example ", &password, true),
            (ADA, "three odd wordz", false),
            (ADA, "Three odd words", false),
            (ADA, "", false),
            // Known, and without a password yet.
            ("owen@netherby.example", &password, false),
            ("nobody@netherby.example", &password, false),
            // The system itself has an account that nobody can sign in to.
            ("tick", "", false),
            ("", "", false),
        ] {
            let expected = if is_in { None } else { Some(SignInRefusal::Wrong) };
            assert_eq!(refusal(tries(town, email, tried)), expected, "{email} {tried}");
        }
        let token = tries(town, ADA, &password).unwrap().token;
        let ada = session(town, &token).unwrap();
        assert_eq!((ada.actor.name.as_str(), ada.is_complete), ("Ada Bell", true));
    }

    fn guessing_at_an_account_stops_after_five_tries_for_a_quarter_of_an_hour(town: &Town) {
        let password = town.password(Person::Adviser);
        for (email, known) in [(ADA, true), ("nobody@netherby.example", false)] {
            for guess in 0..5 {
                let address = format!("192.0.2.{guess}");
                let tried = tries_from(town, email, "a wrong guess", &address);
                assert_eq!(refusal(tried), Some(SignInRefusal::Wrong), "{email} {guess}");
                town.later(SignedDuration::from_mins(1));
            }
            // From anywhere, with the right password too; the same is said where nobody is.
            let tried = tries_from(town, email, &password, "198.51.100.1");
            assert_eq!(refusal(tried), Some(SignInRefusal::TooMany), "{email}");
            // What is refused is no try: it does not put the end off.
            town.later(SignedDuration::from_mins(10));
            let tried = tries_from(town, email, &password, "198.51.100.1");
            assert_eq!(tried.is_ok(), known, "{email}");
        }
        // Somebody else was let in all the time.
        assert!(tries(town, ADA, &password).is_ok());
    }

    fn signing_in_does_not_count_as_a_guess_nor_does_it_excuse_the_others(town: &Town) {
        let password = town.password(Person::Adviser);
        for _ in 0..12 {
            assert!(tries(town, ADA, &password).is_ok());
        }
        for _ in 0..4 {
            assert_eq!(refusal(tries(town, ADA, "wrong guess")), Some(SignInRefusal::Wrong));
            assert!(tries(town, ADA, &password).is_ok());
        }
        assert_eq!(refusal(tries(town, ADA, "wrong guess")), Some(SignInRefusal::Wrong));
        assert_eq!(refusal(tries(town, ADA, &password)), Some(SignInRefusal::TooMany));
    }

    fn guessing_from_one_address_stops_after_thirty_tries_at_whomever(town: &Town) {
        let password = town.password(Person::Adviser);
        let guess = |number: i64, kind| {
            let thing = format!("somebody{number}@netherby.example");
            town.system(move |cx| {
                let may = app::staff::may_try(cx.tx, kind, &thing, HERE, cx.now)?;
                app::staff::tried(cx.tx, kind, &thing, HERE, cx.now)?;
                Ok::<_, Failure>(may)
            })
            .unwrap()
        };
        for number in 0..30 {
            assert!(guess(number, app::staff::Guessing::SignIn), "{number}");
        }
        assert_eq!(refusal(tries(town, ADA, &password)), Some(SignInRefusal::TooMany));
        assert!(tries_from(town, ADA, &password, "198.51.100.1").is_ok());
        // References are counted apart.
        assert!(guess(0, app::staff::Guessing::Follow));
        town.later(SignedDuration::from_mins(15));
        assert!(tries(town, ADA, &password).is_ok());
    }

    fn tries_that_no_longer_count_are_forgotten_and_none_says_at_whom(town: &Town) {
        assert!(tries(town, ADA, "wrong guess").is_err());
        let kept = "SELECT count(*) FROM attempts";
        assert_eq!(town.number(kept), 2);
        let hashes = town.rows("SELECT subject_hash FROM attempts", args![], |row| {
            row.get::<Vec<u8>>(0)
        });
        assert!(hashes.iter().all(|hash| hash.len() == 32), "a hash, not an address");
        let forget = |town: &Town| {
            town.system(|cx| Ok::<_, Failure>(app::staff::forget_attempts(cx.tx, cx.now)?)).unwrap();
        };
        town.later(SignedDuration::from_mins(15));
        forget(town);
        assert_eq!(town.number(kept), 2);
        town.tick_on();
        forget(town);
        assert_eq!(town.number(kept), 0);
    }

    fn a_session_ends_after_half_an_hour_without_a_sign_of_life(town: &Town) {
        let token = signed_in(town);
        for _ in 0..3 {
            town.later(SignedDuration::from_mins(29));
            assert!(reads_a_page(town, &token));
        }
        town.later(SignedDuration::from_millis(30 * 60_000 - 1));
        assert!(session(town, &token).is_some());
        town.later(SignedDuration::from_millis(1));
        assert!(session(town, &token).is_none());
        assert!(session(town, "").is_none());
    }

    fn a_session_ends_after_twelve_hours_however_busy(town: &Town) {
        let token = signed_in(town);
        for _ in 0..36 {
            town.later(SignedDuration::from_mins(20) - SignedDuration::from_millis(1));
            assert!(reads_a_page(town, &token), "{}", town.now());
        }
        town.later(SignedDuration::from_millis(36));
        assert!(session(town, &token).is_none());
        let forget = |town: &Town| {
            town.system(|cx| Ok::<_, Failure>(app::staff::forget_sessions(cx.tx, cx.now)?)).unwrap();
        };
        town.tick_on();
        forget(town);
        assert_eq!(town.number("SELECT count(*) FROM sessions"), 0);
    }

    fn signing_out_ends_this_session_and_leaves_the_others(town: &Town) {
        let (first, second) = (signed_in(town), signed_in(town));
        assert_ne!(first, second);
        let token = first.clone();
        town.system(move |cx| Ok::<_, Failure>(app::staff::sign_out(cx.tx, &token)?)).unwrap();
        assert!(session(town, &first).is_none());
        assert!(session(town, &second).is_some());
    }

    fn whoever_has_left_is_signed_out_and_cannot_sign_in(town: &Town) {
        let token = signed_in(town);
        let password = town.password(Person::Adviser);
        // From the 15th on; today is the 14th.
        leaves_on(town, ADA, "2026-09-15");
        assert!(session(town, &token).is_some());
        town.it_is("2026-09-14T23:45");
        let late = tries(town, ADA, &password).unwrap().token;
        town.it_is("2026-09-15T00:00");
        assert!(session(town, &late).is_none());
        assert_eq!(refusal(tries(town, ADA, &password)), Some(SignInRefusal::Wrong));
        let link = town.act(Person::Administrator, |cx| new_link(cx, ADA));
        assert!(matches!(link, Err(Failure::NotFound)), "{link:?}");
    }

    fn a_password_is_chosen_with_a_link_that_works_once_for_a_week(town: &Town) {
        let new = AddStaff {
            email: " New@Netherby.example".into(),
            name: "Nia Rees".into(),
            roles: vec![("adviser".into(), None)],
        };
        let (_, secret) = town
            .act(Person::Administrator, move |cx| app::staff::add(cx, &new))
            .unwrap();
        for (password, again, refusal) in [
            ("short", "short", PasswordRefusal::TooShort),
            ("nine char", "nine char", PasswordRefusal::TooShort),
            ("Password123", "Password123", PasswordRefusal::TooCommon),
            (&"x".repeat(257), "", PasswordRefusal::TooLong),
        ] {
            let refusal = ChooseRefusal::Password(refusal);
            assert_eq!(chooses(town, &secret, password, again), Err(refusal), "{password}");
        }
        let chosen = "llythyrau deg";
        let other = chooses(town, &secret, chosen, "llythyrau dig");
        assert_eq!(other, Err(ChooseRefusal::NotTheSame));
        // Refusals leave the link as it was.
        town.later(SignedDuration::from_hours(24 * 7) - SignedDuration::from_secs(1));
        assert_eq!(chooses(town, &secret, chosen, chosen), Ok(()));
        assert_eq!(chooses(town, &secret, chosen, chosen), Err(ChooseRefusal::Link));
        assert!(tries(town, "new@netherby.example", chosen).is_ok());
        let late = link_for(town, "new@netherby.example");
        town.later(SignedDuration::from_hours(24 * 7));
        assert_eq!(chooses(town, &late, chosen, chosen), Err(ChooseRefusal::Link));
        assert_eq!(chooses(town, "guessed", chosen, chosen), Err(ChooseRefusal::Link));
    }

    fn a_new_password_ends_every_session_the_old_password_and_every_other_link(town: &Town) {
        let (session_before, old) = (signed_in(town), town.password(Person::Adviser));
        let (lost, found) = (link_for(town, ADA), link_for(town, ADA));
        assert_eq!(chooses(town, &found, "four odd words", "four odd words"), Ok(()));
        assert!(session(town, &session_before).is_none());
        assert_eq!(refusal(tries(town, ADA, &old)), Some(SignInRefusal::Wrong));
        assert!(tries(town, ADA, "four odd words").is_ok());
        // Whoever finds the first message cannot take the account over.
        let taken = chooses(town, &lost, "somebody else's", "somebody else's");
        assert_eq!(taken, Err(ChooseRefusal::Link));
        // Other people's links stay.
        let owens = link_for(town, "owen@netherby.example");
        let again = link_for(town, ADA);
        assert_eq!(chooses(town, &again, "five odd words", "five odd words"), Ok(()));
        assert_eq!(chooses(town, &owens, "owens odd words", "owens odd words"), Ok(()));
    }

    fn tokens_and_passwords_are_stored_hashed_only(town: &Town) {
        let (token, link) = (signed_in(town), link_for(town, ADA));
        let password = town.password(Person::Adviser);
        for (table, secret) in [("sessions", &token), ("one_time_links", &link)] {
            let hashes = town.rows(&format!("SELECT token_hash FROM {table}"), args![], |row| {
                row.get::<Vec<u8>>(0)
            });
            assert!(hashes.iter().all(|hash| hash.len() == 32), "{table}");
            assert!(hashes.iter().all(|hash| hash != secret.as_bytes()), "{table}");
            let by_secret: Vec<i64> = town.rows(
                &format!("SELECT count(*) FROM {table} WHERE token_hash = $1"),
                &[Value::from(secret.as_bytes())],
                |row| row.get(0),
            );
            assert_eq!(by_secret, [0], "{table}");
            // Long enough that nobody guesses it.
            assert!(secret.len() >= 32, "{table}: {}", secret.len());
        }
        let hash = town.rows("SELECT password_hash FROM staff WHERE email = $1", args![ADA], |row| {
            row.get::<String>(0)
        });
        assert!(hash[0].starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash[0]);
        assert!(!hash[0].contains(&password));
    }
}

#[test]
fn it_takes_as_long_to_be_told_no_whether_there_is_such_an_account_or_not() {
    let town = &Town::new();
    let password = town.password(Person::Adviser);
    let took = |email: &str, tried: &str, round: i32| -> Duration {
        let begun = Instant::now();
        let _ = tries_from(town, email, tried, &format!("192.0.2.{round}"));
        let took = begun.elapsed();
        town.later(SignedDuration::from_mins(16));
        took
    };
    let cases = [
        ("the right password", ADA, password.as_str()),
        ("a wrong password", ADA, "a wrong guess"),
        ("nobody", "nobody@netherby.example", "a wrong guess"),
        ("no password yet", "owen@netherby.example", "a wrong guess"),
        ("the system", "tick", "a wrong guess"),
    ];
    // The shortest of several rounds each: what else goes on only makes it longer.
    let mut shortest = [Duration::MAX; 5];
    for round in 0..8 {
        for (shortest, (_, email, tried)) in shortest.iter_mut().zip(cases) {
            *shortest = took(email, tried, round).min(*shortest);
        }
    }
    // Hashing is nearly all of it: without, it would be a twentieth.
    for ((who, ..), took) in cases.iter().zip(shortest) {
        assert!(took > shortest[0] / 4, "{who}: {took:?}, the right one {:?}", shortest[0]);
    }
}
