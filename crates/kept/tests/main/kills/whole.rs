//! Is everything there that people were told, once and whole?

use super::clients::{Client, Stage};
use crate::calls::Place;
use app::Kept;
use db::{Address, Db, Options, args};
use std::collections::BTreeMap;

/// What belongs to a record: its version and state, the kinds of its facts, what became of its
/// promises, and how many lines they have.
type Shape = (i64, String, Vec<String>, Vec<String>, i64);

/// Every case that somebody was given is there once, and looks like one that nobody disturbed;
/// nothing else is there.
pub(crate) fn check(place: &Place, clients: &[Client]) {
    let address = Address::parse(&place.url).unwrap();
    let kept = Kept::new(Db::open(&address, &Options::default()).unwrap());
    let mut models: BTreeMap<Stage, Shape> = BTreeMap::new();
    let mut given = 0;
    for case in clients.iter().flat_map(|client| &client.cases) {
        given += 1;
        let (reference, shape) = found(&kept, &case.summary);
        assert_eq!(reference, case.reference, "{}", case.summary);
        let model = models.entry(case.stage).or_insert_with(|| shape.clone());
        assert_eq!(shape, *model, "{} ({:?})", case.summary, case.stage);
    }
    assert_eq!(models.len(), 3, "{models:?}");
    let facts = |stage: Stage| models[&stage].2.clone();
    assert!(facts(Stage::Logged).iter().any(|kind| kind == "received"));
    assert!(facts(Stage::Responded).iter().any(|kind| kind == "responded"));
    assert!(facts(Stage::Closed).iter().any(|kind| kind == "closed"));
    assert!(models.values().all(|model| !model.3.is_empty()), "nothing was promised");
    for table in ["records", "contacts", "cases", "customers"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let number = kept.read(|tx| tx.one(&sql, args![], |row| row.get::<i64>(0))).unwrap();
        assert_eq!(number, given, "{table}");
    }
    assert!(given > 100, "{given} cases prove little");
}

/// The one record with a summary.
fn found(kept: &Kept, summary: &str) -> (String, Shape) {
    kept.read(|tx| {
        let sql = "SELECT r.id, r.reference, r.version, r.state FROM records r
                   JOIN contacts c ON c.id = r.id WHERE c.summary = $1";
        let records = tx.all(sql, args![summary], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        let [(id, reference, version, state)]: &[(i64, String, i64, String)] = &records[..] else {
            panic!("{summary}: there {} times", records.len());
        };
        let kinds = "SELECT kind FROM facts WHERE record_id = $1 ORDER BY id";
        let facts = tx.all(kinds, args![id], |row| row.get(0))?;
        let promised = "SELECT s.key, p.outcome FROM promises p
                        JOIN standards s ON s.id = p.standard_id
                        WHERE p.record_id = $1 ORDER BY p.id";
        let promises = tx.all(promised, args![id], |row| {
            Ok(format!("{} {}", row.get::<String>(0)?, row.get::<String>(1)?))
        })?;
        let posted = "SELECT count(*) FROM judgements j JOIN promises p ON p.id = j.promise_id
                      WHERE p.record_id = $1";
        let lines = tx.one(posted, args![id], |row| row.get(0))?;
        Ok::<_, db::DbError>((reference.clone(), (*version, state.clone(), facts, promises, lines)))
    })
    .unwrap()
}
