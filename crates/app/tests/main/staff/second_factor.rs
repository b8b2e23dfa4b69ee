//! The second factor: set up, asked for, and each code taken once.

use super::*;
use app::staff::{enrol, has_second_factor, pass_second_factor};

/// The code that Ada's app shows now.
fn code(town: &Town) -> String {
    let sql = "SELECT second_factor_secret FROM staff WHERE email = $1";
    let secret = town.rows(sql, args![ADA], |row| row.get::<Vec<u8>>(0)).remove(0);
    let app = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    app.generate(u64::try_from(town.now().as_second()).unwrap()).to_string()
}

fn gives(town: &Town, token: &str, code: &str) -> Result<(), SignInRefusal> {
    let ada = town.person(Person::Adviser).id;
    pass_second_factor(&town.kept, token, ada, code, HERE, town.now()).map_err(|failure| {
        match failure {
            Failure::Refused(refusals) => refusals[0],
            other => panic!("{other:?}"),
        }
    })
}

fn enrols(town: &Town) -> Result<app::staff::Enrolment, app::Fault> {
    enrol(&town.kept, town.person(Person::Adviser).id, "Netherby: Council", town.now())
}

fn requires_it(town: &Town) {
    town.tampers("UPDATE organisation SET second_factor = 'required'");
}

fn is_complete(town: &Town, token: &str) -> bool {
    session(town, token).unwrap().is_complete
}

/// Ada has set her app up, and signs in with her password.
fn half_signed_in(town: &Town) -> String {
    let token = signed_in(town);
    enrols(town).unwrap();
    gives(town, &token, &code(town)).unwrap();
    town.later(SignedDuration::from_secs(30));
    let again = tries(town, ADA, &town.password(Person::Adviser)).unwrap();
    assert!(again.needs_second_factor && !again.needs_enrolment);
    again.token
}

testkit::on_both_databases! {
    fn where_it_is_required_nobody_is_in_before_an_app_is_set_up_and_its_code_given(town: &Town) {
        requires_it(town);
        let password = town.password(Person::Adviser);
        let begun = tries(town, ADA, &password).unwrap();
        assert!(begun.needs_enrolment && !begun.needs_second_factor);
        let half = session(town, &begun.token).unwrap();
        assert!(!half.is_complete);
        let may = app::access::Permission::LogContacts;
        assert!(!half.actor.reach.may(may), "half signed in, nobody may do anything");
        let first = enrols(town).unwrap();
        assert!(first.address.starts_with("otpauth://totp/"), "{}", first.address);
        assert_eq!(first.secret.replace(' ', "").len(), 32);
        // Asked for again before it is confirmed, it is the same one: the app has it already.
        assert_eq!(enrols(town).unwrap(), first);
        let ada = town.person(Person::Adviser).id;
        assert!(!town.kept.read(|tx| has_second_factor(tx, ada)).unwrap());
        assert_eq!(gives(town, &begun.token, "000000"), Err(SignInRefusal::Wrong));
        assert!(!is_complete(town, &begun.token));
        gives(town, &begun.token, &code(town)).unwrap();
        assert!(is_complete(town, &begun.token));
        assert!(session(town, &begun.token).unwrap().actor.reach.may(may));
        assert!(town.kept.read(|tx| has_second_factor(tx, ada)).unwrap());
        // Confirmed, it is not replaced by whoever holds a session.
        assert!(enrols(town).is_err());
    }

    fn whoever_has_set_it_up_is_asked_for_it_also_where_it_is_not_required(town: &Town) {
        let token = half_signed_in(town);
        assert!(!is_complete(town, &token));
        let shown = code(town);
        // As people type it.
        gives(town, &token, &format!("{} {}", &shown[..3], &shown[3..])).unwrap();
        assert!(is_complete(town, &token));
    }

    fn a_code_is_taken_once_and_none_that_came_before_it(town: &Town) {
        let token = half_signed_in(town);
        let (before, shown) = (code(town), {
            town.later(SignedDuration::from_secs(30));
            code(town)
        });
        gives(town, &token, &shown).unwrap();
        let other = tries(town, ADA, &town.password(Person::Adviser)).unwrap().token;
        for seen_over_the_shoulder in [&shown, &before] {
            let again = gives(town, &other, seen_over_the_shoulder);
            assert_eq!(again, Err(SignInRefusal::Wrong));
        }
        assert!(!is_complete(town, &other));
        town.later(SignedDuration::from_secs(30));
        gives(town, &other, &code(town)).unwrap();
    }

    fn a_clock_may_be_half_a_minute_wrong_and_no_more(town: &Town) {
        for (seconds, is_taken) in [(30, true), (-30, true), (90, false), (-90, false)] {
            town.later(SignedDuration::from_mins(20));
            town.tampers("UPDATE staff SET second_factor_since = NULL, second_factor_step = NULL,
                                           second_factor_secret = NULL");
            let token = signed_in(town);
            enrols(town).unwrap();
            let now = town.now();
            town.later(SignedDuration::from_secs(seconds));
            let theirs = code(town);
            town.later(now.duration_since(town.now()));
            assert_eq!(gives(town, &token, &theirs).is_ok(), is_taken, "{seconds}");
        }
    }

    fn guessing_at_codes_stops_after_five_tries(town: &Town) {
        let token = half_signed_in(town);
        let right = code(town);
        for guess in 0..5 {
            let wrong = format!("{:06}", (right.parse::<i64>().unwrap() + 1 + guess) % 1_000_000);
            assert_eq!(gives(town, &token, &wrong), Err(SignInRefusal::Wrong), "{wrong}");
        }
        assert_eq!(gives(town, &token, &right), Err(SignInRefusal::TooMany));
        assert!(!is_complete(town, &token));
        town.later(SignedDuration::from_mins(15));
        gives(town, &token, &code(town)).unwrap();
    }

    fn what_is_no_code_is_refused(town: &Town) {
        let token = half_signed_in(town);
        let shown = code(town);
        for typed in ["", "abcdef", &shown[..5], &format!("{shown}0")] {
            assert_eq!(gives(town, &token, typed), Err(SignInRefusal::Wrong), "{typed}");
        }
    }

    fn a_code_completes_nobody_elses_session(town: &Town) {
        let password = town.password(Person::Officer);
        requires_it(town);
        let owens = tries(town, "owen@netherby.example", &password).unwrap().token;
        half_signed_in(town);
        let _ = gives(town, &owens, &code(town));
        assert!(!is_complete(town, &owens));
    }
}
