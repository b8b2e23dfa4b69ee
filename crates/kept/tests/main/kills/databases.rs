//! What happens to databases.

use crate::calls::Place;
use db::testing::PostgresServer;
use db::{Address, Db, DbError, Options, args};
use std::process::Command;

/// The half minute passes after which another process takes over what the system does.
pub(crate) fn ends_leases(place: &Place) {
    let address = Address::parse(&place.url).unwrap();
    let db = Db::open(&address, &Options::default()).unwrap();
    let past = app::time::now() - jiff::SignedDuration::from_secs(1);
    let end = move |tx: &mut db::Tx| tx.execute("UPDATE leases SET until_at = $1", args![past]);
    db.write(end).map(drop).unwrap_or_else(|error: DbError| panic!("{error:?}"));
}

/// An administrator ends every session of a database.
pub(crate) fn ends_every_session(server: &PostgresServer, database: &str) {
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
    server.administrator().query(end, &[&database]).unwrap();
}

/// One session's process is killed, whereupon the server ends all of them and recovers.
pub(crate) fn kills_a_session(server: &PostgresServer, database: &str) {
    let busy = "SELECT pid FROM pg_stat_activity WHERE datname = $1
                ORDER BY state_change DESC LIMIT 1";
    let row = server.administrator().query_one(busy, &[&database]).unwrap();
    let process: i32 = row.get(0);
    let killed = Command::new("kill").arg("-KILL").arg(process.to_string()).status();
    assert!(killed.unwrap().success());
}
