//! Sweeps over all routes: who may use them, what every answer carries, what no answer tells.

use crate::people::Served;
use axum::http::Method;
use testkit::{Person, Town};

fn routes() -> Vec<(Method, String, String)> {
    web::route_table()
        .into_iter()
        .map(|(method, path, who)| (method.parse().unwrap(), path, who))
        .collect()
}

/// The address of a route with something in each of its places.
fn address(path: &str, reference: &str) -> String {
    path.replace("{reference}", reference)
        .replace("{standard}", "calls-answered")
        .replace("{list}", "all")
        .replace("{month}", "2026-08")
        .replace("{number}", "1")
        .replace("{version}", "1")
        .replace("{service}", "waste")
        .replace("{kind}", "received")
        .replace("{secret}", "0000")
}

#[test]
fn nobody_gets_at_a_page_of_staff_without_signing_in() {
    let served = Served::new(Town::new());
    for (method, path, who) in routes().into_iter().filter(|(_, _, who)| who != "everybody") {
        let mut stranger = served.visitor();
        let page = stranger.once(&method, &address(&path, "22222222"), Some(String::new()));
        let is_sent_away = page.status == 303
            && page
                .headers
                .iter()
                .any(|(name, to)| name == "location" && to.starts_with("/staff/sign-in"));
        assert!(is_sent_away || page.status == 401, "{method} {path} ({who}): {}", page.status);
    }
}

#[test]
fn every_changing_form_needs_its_token() {
    let served = Served::new(Town::new());
    for (method, path, who) in routes().into_iter().filter(|(method, ..)| method == Method::POST) {
        let mut joan = served.officer(Person::ServicesManager);
        let page =
            joan.once(&method, &address(&path, "22222222"), Some("csrf=wrong&text=x".into()));
        assert_eq!(page.status, 403, "{path} ({who})");
    }
}

#[test]
fn whoever_lacks_a_permission_is_turned_away() {
    let served = Served::new(Town::new());
    let mut sam = served.officer(Person::Administrator);
    for (method, path, who) in routes() {
        let needs_records = who.contains("SeeRecords") || who.contains("WorkOnCases");
        if method == Method::GET && needs_records {
            let page = sam.once(&method, &address(&path, "22222222"), None);
            assert_eq!(page.status, 403, "{path} ({who})");
        }
    }
}

#[test]
fn every_page_is_whole_and_strict_about_what_a_browser_loads() {
    let served = Served::new(Town::new());
    for (method, path, _) in routes().into_iter().filter(|(method, ..)| method == Method::GET) {
        let mut joan = served.officer(Person::ServicesManager);
        let page = joan.once(&method, &address(&path, "22222222"), None);
        assert!(page.status < 500, "{path}: {}", page.html);
        let header = |name: &str| {
            page.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
        };
        let policy = header("content-security-policy").unwrap_or("");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{path}");
        if header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            assert!(page.html.starts_with("<!DOCTYPE html>"), "{path}");
            for never in ["<script>", " style=\"", " onclick=", "javascript:"] {
                assert!(!page.html.contains(never), "{path} holds {never}");
            }
            assert_eq!(page.html.matches("<h1").count(), 1, "{path} has one heading");
        }
    }
}

#[test]
fn in_welsh_what_has_no_welsh_yet_is_seen() {
    let served = Served::new(Town::new());
    let mut resident = served.visitor();
    resident.opens("/?language=cy").sees("Cysylltu â ni");
    assert!(resident.page.html.contains("<html class=\"govuk-template\" lang=\"cy\">"));
    assert!(resident.page.html.contains("<span class=\"kept-missing-translation\" lang=\"en\">"));
    // The language stays.
    resident.opens("/follow").sees("Dilyn eich ymholiad");
}

#[test]
fn what_does_not_exist_is_not_found_whoever_asks() {
    let served = Served::new(Town::new());
    for address in ["/nowhere", "/staff/nowhere", "/standards/none", "/enquiry/sent/22222222"] {
        let mut stranger = served.visitor();
        stranger.opens(address).is(axum::http::StatusCode::NOT_FOUND).sees("Page not found");
    }
}
