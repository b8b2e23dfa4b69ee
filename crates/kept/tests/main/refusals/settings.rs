//! Settings that are none, and a port that is somebody else's.

use crate::calls::Place;
use std::net::TcpListener;

#[test]
fn a_setting_that_is_none_is_told_with_those_there_are() {
    let place = Place::new();
    for (text, words) in [
        ("[server]\ncolour = \"red\"\n", ["no setting server.colour", "server.listen"]),
        ("[sever]\nlisten = \"127.0.0.1:0\"\n", ["no setting sever.listen", "server.listen"]),
        ("listen = \"127.0.0.1:0\"\n", ["\"listen\" must be a section", "[listen]"]),
        ("[server\nlisten = \"x\"\n", ["line 1, column", "not TOML"]),
    ] {
        place.file("kept.toml", text);
        for call in [["serve", "--config", "kept.toml"], ["doctor", "--config", "kept.toml"]] {
            place.kept(&call).refused(&[&["kept.toml"], &words[..]].concat());
        }
        let show = ["config", "show", "--json", "--config", "kept.toml"];
        place.kept(&show).refused(&words);
    }
    assert_eq!(place.names(), ["kept.toml"]);
}

#[test]
fn a_value_that_does_not_fit_its_setting_is_told_what_to_write() {
    let place = Place::new();
    for (variable, value, words) in [
        ("KEPT_SERVER_LISTEN", "8080", ["server.listen is \"8080\"", "127.0.0.1:8080"]),
        ("KEPT_SERVER_HTTPS", "yes", ["server.https is \"yes\"", "true or false"]),
        ("KEPT_LOG_LEVEL", "loud", ["log.level is \"loud\"", "error, warn, info or debug"]),
    ] {
        let output = place.command(&["serve"]).env(variable, value).output().unwrap();
        crate::calls::Told::of(output).refused(&words);
    }
}

#[test]
fn a_port_that_is_in_use_is_told() {
    let place = Place::new();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let output = place.command(&["serve"]).env("KEPT_SERVER_LISTEN", &address).output().unwrap();
    let told = crate::calls::Told::of(output);
    told.refused(&["cannot be served", &address, "in use", "Choose another server.listen"]);
    let place = Place::new();
    let told = place.kept(&["demo", "--small", "--data", "demo", "--listen", &address]);
    told.refused(&["cannot be served", &address, "in use", "--listen"]);
    assert_eq!(place.names(), [""; 0], "nothing is generated for nobody");
}

#[test]
fn the_demonstration_is_not_shown_to_other_machines_unasked() {
    let place = Place::new();
    let told = place.kept(&["demo", "--small", "--data", "demo", "--listen", "0.0.0.0:0"]);
    told.refused(&["other machines", "--public"]);
    assert_eq!(place.names(), [""; 0]);
}
