//! `kept ledger rebuild` and `kept audit verify`.

use super::keys;
use crate::calls::Place;
use crate::officers::{Letter, letter};
use db::{Address, Db, Options, args};

/// A place where three letters were logged and sealed.
fn with_letters() -> Place {
    let place = Place::new().with_charter();
    let server = place.serves();
    let mut manager = place.signs_in(&server, "manager@netherby.example");
    for summary in ["First letter", "Second letter", "Third letter"] {
        let page = manager.opens("/staff/contacts/new");
        let form = letter(&page, &Letter::about(summary));
        manager.ask("/staff/contacts/new", Some(&form)).unwrap().leads();
    }
    assert!(place.is_sealed_soon());
    assert_eq!(server.stop().code, 0);
    place
}

/// Changes what is stored behind Kept's back, without the guards that refuse it.
fn tampers(place: &Place, change: &'static str) {
    let db = Db::open(&Address::parse(&place.url).unwrap(), &Options::default()).unwrap();
    db.write(move |tx| {
        for guard in ["facts_stay", "judgements_stay", "judgements_remain"] {
            tx.execute(format!("DROP TRIGGER {guard}"), args![])?;
        }
        tx.execute(change, args![])
    })
    .unwrap();
}

#[test]
fn what_is_whole_and_equal_says_so() {
    let place = with_letters();
    let verified = place.kept(&["audit", "verify", "--json"]).done().json();
    assert_eq!(keys(&verified), ["whole", "seals", "rows", "waiting", "head"]);
    assert_eq!(verified["whole"], true);
    let head = verified["head"].as_str().unwrap();
    place.kept(&["audit", "verify", "--head", head]).done();
    let words = place.kept(&["audit", "verify"]).done().out;
    assert!(words.contains("0 rows wait for a seal") && words.contains(head), "{words}");
    let rebuilt = place.kept(&["ledger", "rebuild", "--check", "--json"]).done().json();
    assert_eq!(keys(&rebuilt), ["records", "promises", "lines", "equal", "differences"]);
    assert_eq!((&rebuilt["records"], &rebuilt["equal"]), (&3.into(), &true.into()));
}

#[test]
fn a_head_that_is_none_of_the_chain_is_found() {
    let place = with_letters();
    let told = place.kept(&["audit", "verify", "--json", "--head", &"0".repeat(63)]);
    assert_eq!((told.code, told.json()["whole"].as_bool()), (1, Some(false)));
    assert!(told.err.contains("cut off or replaced"), "{}", told.err);
}

#[test]
fn a_fact_that_was_changed_is_found_as_the_first_broken_seal() {
    let place = with_letters();
    tampers(&place, "UPDATE facts SET happened_at = happened_at - 1000000 WHERE id = 1");
    let told = place.kept(&["audit", "verify", "--json"]);
    assert_eq!((told.code, told.json()["whole"].as_bool()), (1, Some(false)));
    let broken = told.json()["broken"].as_str().unwrap().to_owned();
    assert!(broken.contains("seal 1") && broken.contains("not as it was sealed"), "{broken}");
    assert!(told.err.contains(&broken), "{}", told.err);
}

#[test]
fn a_cache_that_differs_is_found_and_rebuilt() {
    let place = with_letters();
    tampers(&place, "UPDATE promises SET outcome = 'kept' WHERE id = 1");
    let told = place.kept(&["ledger", "rebuild", "--check", "--json"]);
    assert_eq!((told.code, told.json()["equal"].as_bool()), (1, Some(false)));
    assert!(told.err.contains("Run without --check"), "{}", told.err);
    let told = place.kept(&["ledger", "rebuild", "--check"]);
    assert!(told.code == 1 && told.out.contains("A promise of record "), "{}", told.out);
    place.kept(&["ledger", "rebuild"]).done();
    place.kept(&["ledger", "rebuild", "--check"]).done();
    place.kept(&["audit", "verify"]).done();
}
