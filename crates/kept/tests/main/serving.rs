//! `kept serve`: it starts on a port that the system chooses, stops when it is asked to, and its
//! log tells nothing about people.

use crate::calls::Place;
use crate::officers::{Letter, PASSWORD, letter, reference_of};
use crate::visitors::Visitor;
use std::io::Write;

/// What nobody should ever find in a log.
const LETTER: Letter<'_> = Letter {
    summary: "Damp in the back bedroom",
    details: "Her son has asthma and the wall is black",
    name: "Philippa Quillfeather",
    telephone: "01632 960 417",
    email: "philippa@quillfeather.example",
};

/// Everything that was typed, piece by piece.
const TYPED: [&str; 14] = [
    "Damp",
    "asthma",
    "Philippa",
    "Quillfeather",
    "01632",
    "960 417",
    "960417",
    "quillfeather.example",
    "ZZ99",
    "3WZ",
    "manager@netherby.example",
    "Ada Bell",
    PASSWORD,
    "purple",
];

#[test]
fn it_serves_on_a_port_of_the_systems_choice_and_stops_when_asked() {
    let place = Place::new();
    let server = place.serves();
    assert_ne!(server.address.port(), 0);
    let page = Visitor::at(server.address).opens("/");
    assert!(page.body.contains("Your organisation"));
    let told = server.stop();
    assert_eq!(told.code, 0, "{}", told.err);
    assert_eq!(told.out.lines().count(), 1, "{}", told.out);
}

#[test]
fn a_request_under_way_is_answered_before_it_stops() {
    let place = Place::new();
    let server = place.serves();
    let mut resident = Visitor::at(server.address);
    let page = resident.opens("/follow");
    // Wrong answers take their time, so that they tell nothing: long enough to be under way.
    let asking = std::thread::spawn(move || {
        let typed = [("reference", "2222 2222"), ("known", "ZZ99 3WZ")];
        resident.sends("/follow", &page, &typed)
    });
    while !has_connection(server.address) {
        std::thread::yield_now();
    }
    let told = server.stop();
    assert_eq!(asking.join().unwrap().status, 422);
    assert_eq!(told.code, 0, "{}", told.err);
}

#[test]
fn another_process_seals_at_once_after_one_that_was_stopped() {
    let place = Place::new().with_charter();
    let server = place.serves();
    let mut manager = place.signs_in(&server, "manager@netherby.example");
    let mut logs = |summary: &str| {
        let page = manager.opens("/staff/contacts/new");
        let form = letter(&page, &Letter::about(summary));
        manager.ask("/staff/contacts/new", Some(&form)).unwrap().leads();
        manager.clone()
    };
    logs("Before the stop");
    // The first process holds the lease once it has sealed.
    assert!(place.is_sealed_soon());
    let mut manager = logs("Sealed by nobody yet");
    assert_eq!(server.stop().code, 0);
    let server = place.serves();
    manager.address = server.address;
    let page = manager.opens("/staff/contacts/new");
    let form = letter(&page, &Letter::about("After the stop"));
    manager.ask("/staff/contacts/new", Some(&form)).unwrap().leads();
    assert!(place.is_sealed_soon(), "it waits until the lease of the first has run out");
}

#[test]
fn a_browser_that_stalls_does_not_keep_it_from_stopping() {
    let place = Place::new();
    let server = place.serves();
    let mut stalled = std::net::TcpStream::connect(server.address).unwrap();
    stalled.write_all(b"POST /enquiry HTTP/1.1\r\nContent-Length: 100\r\n\r\nmatter=").unwrap();
    // Whoever comes after it is answered, so it has come.
    Visitor::at(server.address).opens("/");
    let told = server.stop();
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("were not finished"), "{}", told.err);
}

/// Whether somebody is connected to an address of this machine.
fn has_connection(address: std::net::SocketAddr) -> bool {
    let port = format!(":{:04X} ", address.port());
    let connections = std::fs::read_to_string("/proc/net/tcp").unwrap();
    // 01 is "established".
    connections.lines().any(|line| line.contains(&port) && line.contains(" 01 "))
}

#[test]
fn no_log_tells_anything_about_people() {
    let place = Place::new().with_charter();
    let mut serve = place.command(&["serve"]);
    serve.env("KEPT_LOG_LEVEL", "debug");
    let server = crate::servers::Server::start(&place, serve);
    let mut manager = place.signs_in(&server, "manager@netherby.example");
    let page = manager.opens("/staff/contacts/new");
    let form = letter(&page, &LETTER);
    let to = manager.ask("/staff/contacts/new", Some(&form)).unwrap().leads();
    let reference = reference_of(&to);
    assert!(manager.opens(&to).body.contains(LETTER.summary));
    // Looked for, found, refused, written to, and asked for by strangers.
    for (path, typed) in [
        ("/staff/find", vec![("look-for", LETTER.name), ("q", LETTER.name)]),
        ("/staff/contacts/new/find", vec![("look-for", LETTER.telephone), ("who", "known")]),
        ("/staff/contacts/new", vec![("summary", LETTER.summary), ("name", LETTER.name)]),
    ] {
        manager.sends(path, &page, &typed);
    }
    let respond = format!("/staff/records/{reference}/respond");
    let asked = manager.opens(&respond);
    let typed = [("response", "full"), ("when", "now"), ("text", LETTER.details)];
    manager.sends(&respond, &asked, &typed).leads();
    public_journey(&mut Visitor::at(server.address));
    let mut stranger = Visitor::at(server.address);
    let page = stranger.opens("/staff/sign-in");
    let typed = [("email", LETTER.email), ("password", PASSWORD), ("next", "/staff")];
    assert_eq!(stranger.sends("/staff/sign-in", &page, &typed).status, 422);
    // A database that is in somebody else's hands for a while: every page that writes fails.
    let failed = while_nothing_can_be_written(&place, || {
        let page = manager.opens("/staff/contacts/new");
        manager.ask("/staff/contacts/new", Some(&letter(&page, &LETTER))).unwrap()
    });
    assert_eq!(failed.status, 500);
    let told = server.stop();
    let said = format!("{}{}", told.out, told.err);
    assert!(said.contains("/staff/contacts/new") && said.contains("a page failed"), "{said}");
    for typed in TYPED.into_iter().chain([reference.as_str()]) {
        assert!(!said.contains(typed), "“{typed}” is in the log:\n{said}");
    }
}

/// Somebody without an account sends an enquiry and follows it.
fn public_journey(resident: &mut Visitor) {
    let page = resident.opens("/enquiry");
    let service = page.choice("Customer services");
    let typed = [
        ("matter", "complaint"),
        ("service", &service),
        ("summary", LETTER.summary),
        ("details", LETTER.details),
        ("name", LETTER.name),
        ("email", LETTER.email),
        ("telephone", LETTER.telephone),
        ("postcode", "ZZ99 3WZ"),
    ];
    let to = resident.sends("/enquiry", &page, &typed).leads();
    let reference = reference_of(&to);
    resident.opens(&to);
    for (known, status) in [("ZZ1 1ZZ", 422), ("ZZ99 3WZ", 200)] {
        let page = resident.opens("/follow");
        let typed = [("reference", reference.as_str()), ("known", known)];
        assert_eq!(resident.sends("/follow", &page, &typed).status, status);
    }
}

/// Holds the database's only lock for writing while something is done.
fn while_nothing_can_be_written<T>(place: &Place, act: impl FnOnce() -> T) -> T {
    let address = db::Address::parse(&place.url).unwrap();
    let other = db::Db::open(&address, &db::Options::default()).unwrap();
    let (locked, is_locked) = std::sync::mpsc::channel::<()>();
    let (done, is_done) = std::sync::mpsc::channel::<()>();
    let is_done = std::sync::Mutex::new(is_done);
    let holding = std::thread::spawn(move || {
        other.write(move |tx| {
            tx.execute("UPDATE leases SET fence = fence", db::args![])?;
            locked.send(()).unwrap();
            // Ends when the other side is dropped.
            let _ = is_done.lock().unwrap().recv();
            Ok::<_, db::DbError>(())
        })
    });
    is_locked.recv().unwrap();
    let acted = act();
    drop(done);
    holding.join().unwrap().unwrap();
    acted
}
