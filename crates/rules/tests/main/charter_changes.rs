//! What differs between two charters, and what somebody must see before one is approved.

use rules::charter::{Became, Charter, Clash, Looser, Promised, clashes, differences, read};
use rules::contacts::Channel;

const TOWN: &str = r#"[charter]
id = "town"
title = "Charter"
body = "Town"
review = "12 months"

[calendar]
nation = "england-and-wales"
hours = "Mo-Fr 09:00-17:00"

[[section]]
id = "letters"
title = "Letters"
words = "We answer."
monitoring = ["We count."]

[[commitment]]
id = "answers"
number = 1
section = "letters"
words = "We answer every letter."

[[standard]]
id = "answered"
commitment = "answers"
title = "Letters answered"
words = "We answer within 10 working days."
kind = "in-time"
channels = ["letter"]
starts = "received"
stops = ["responded"]
limit = "10 working days"
target = "90%"

[[standard]]
id = "told"
title = "Told at once"
words = "We tell you that your complaint came."
kind = "in-time"
matters = ["complaint"]
starts = "received"
stops = ["acknowledged"]
limit = "5 working days"
target = "90%"
"#;

const LAW: &str = r#"[charter]
id = "law"
title = "Law"
body = "Parliament"
statutory = true

[calendar]
nation = "england-and-wales"
hours = "Mo-Fr 09:00-17:00"

[[standard]]
id = "law-told"
title = "Told"
words = "Told."
kind = "in-time"
matters = ["complaint"]
starts = "received"
stops = ["acknowledged"]
limit = "3 working days"

[[standard]]
id = "law-answered"
title = "Answered"
words = "Answered."
kind = "in-time"
matters = ["complaint"]
after = "law-told"
stops = ["responded"]
limit = "10 working days"
"#;

fn town(changes: &[(&str, &str)]) -> Charter {
    let text = changes.iter().fold(TOWN.to_owned(), |text, (before, now)| {
        assert!(text.contains(before), "{before}");
        text.replacen(before, now, 1)
    });
    read(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The differences, a line each: `standard answered: limit, words (more)`.
fn told(before: &Charter, now: &Charter) -> Vec<String> {
    let line = |one: &rules::charter::Difference| match &one.what {
        Became::Added => format!("{} {}: added", one.table, one.id),
        Became::Removed => format!("{} {}: removed", one.table, one.id),
        Became::Reordered => format!("{}: reordered", one.table),
        Became::Changed { keys, promise } => {
            let keys: Vec<&str> = keys.iter().map(|change| change.key).collect();
            let promise = match promise {
                Promised::AsMuch => "as much",
                Promised::More => "more",
                Promised::Less => "less",
            };
            format!("{} {}: {} ({promise})", one.table, one.id, keys.join(", "))
        }
    };
    differences(before, now).iter().map(line).collect()
}

#[test]
fn what_changes_is_told_part_by_part_and_whether_more_is_promised() {
    let before = town(&[]);
    let added = "\n[[section]]\nid = \"calls\"\ntitle = \"Calls\"\n\n[[commitment]]";
    for (changes, expected) in [
        (vec![], vec![]),
        (
            vec![("limit = \"10 working days\"", "limit = \"7 working days\"")],
            vec!["standard answered: limit (more)"],
        ),
        (
            vec![("limit = \"10 working days\"", "limit = \"15 working days\"")],
            vec!["standard answered: limit (less)"],
        ),
        (
            vec![("target = \"90%\"", "target = \"more than 90%\"")],
            vec!["standard answered: target (more)"],
        ),
        (
            vec![("title = \"Letters answered\"", "title = \"Letters\"")],
            vec!["standard answered: title (as much)"],
        ),
        (
            vec![("limit = \"10 working days\"", "limit = \"10 working days\"\npauses = [\"x\"]")],
            vec!["standard answered: pauses (less)"],
        ),
        (vec![("\n[[commitment]]", added)], vec!["section calls: added"]),
        (
            vec![("id = \"told\"", "id = \"heard\"")],
            vec!["standard heard: added", "standard told: removed"],
        ),
        (
            vec![("title = \"Charter\"", "title = \"Our charter\"")],
            vec!["charter : title (as much)"],
        ),
        (
            vec![("hours = \"Mo-Fr 09:00-17:00\"", "hours = \"Mo-Fr 09:00-16:00\"")],
            vec!["calendar : hours (as much)"],
        ),
    ] {
        assert_eq!(told(&before, &town(&changes)), expected, "{changes:?}");
    }
}

#[test]
fn the_same_standards_in_another_order_are_one_difference() {
    let before = town(&[]);
    let mut now = before.clone();
    now.standards.reverse();
    assert_eq!(told(&before, &now), ["standard: reordered"]);
}

#[test]
fn a_charter_without_clashes_has_none() {
    assert_eq!(clashes(&town(&[]), &[], &[Channel::Letter]), []);
}

#[test]
fn every_clash_is_found() {
    let law = read(LAW).unwrap();
    let second = "\n[[standard]]\nid = \"sooner\"\ntitle = \"S\"\nwords = \"S.\"\n\
                  kind = \"in-time\"\nstarts = \"received\"\nstops = [\"responded\"]\n\
                  limit = \"4 working days\"\ntarget = \"90%\"\n";
    let with_second = format!("{TOWN}{second}");
    let two = read(&with_second).unwrap();
    let two_limits = Clash::TwoLimits("answered".into(), "sooner".into());
    assert_eq!(clashes(&two, &[], &[]), [two_limits]);
    // For other channels it is another thing.
    let apart = with_second.replace("limit = \"4", "channels = [\"email\"]\nlimit = \"4");
    assert_eq!(clashes(&read(&apart).unwrap(), &[], &[]), []);

    let late = clashes(&town(&[]), &[&law], &[]);
    let [Clash::LooserThanStatutory { standard, statutory, how }] = late.as_slice() else {
        panic!("{late:?}")
    };
    assert_eq!((standard.as_str(), statutory.as_str()), ("told", "law-told"));
    assert!(matches!(how, Looser::LaterDue { .. }));
    // 13 working days from receipt are what 3 and then 10 add up to.
    let whole = |limit: &str| {
        let text = format!("{with_second}matters = [\"complaint\"]\n");
        let text =
            text.replace("4 working days", limit).replace("\"5 working days", "\"3 working days");
        clashes(&read(&text).unwrap(), &[&law], &[])
            .into_iter()
            .filter(|clash| matches!(clash, Clash::LooserThanStatutory { .. }))
            .count()
    };
    assert_eq!((whole("13 working days"), whole("14 working days")), (0, 1));

    for (before, now, expected) in [
        ("review = \"12 months\"\n", "", Clash::NoReview),
        ("commitment = \"answers\"\n", "", Clash::NothingProves("answers".into())),
        ("target = \"90%\"\n", "", Clash::NoTarget("answered".into())),
    ] {
        assert_eq!(clashes(&town(&[(before, now)]), &[], &[]), [expected]);
    }
    let channels = [Channel::Letter, Channel::Telephone];
    let untimed = clashes(&town(&[]), &[], &channels);
    assert_eq!(untimed, [Clash::NoTimeliness(Channel::Telephone)]);
}

#[test]
fn readings_need_somebody_who_records_them() {
    let count = "\n[[standard]]\nid = \"news\"\ntitle = \"N\"\nwords = \"N.\"\nkind = \"count\"\n\
                 per = \"year\"\ncounts = \"issues\"\ntarget = \"at least 3\"\n";
    let without = read(&format!("{TOWN}{count}")).unwrap();
    assert_eq!(clashes(&without, &[], &[]), [Clash::NoOwner("news".into())]);
    let with = read(&format!("{TOWN}{count}owner = \"Head of communications\"\n")).unwrap();
    assert_eq!(clashes(&with, &[], &[]), []);
}
