//! A body sets itself up while its pages are served: they offer what its file says at once.

use crate::people::Served;
use app::organisation::Adopt;
use axum::http::StatusCode;
use rules::organisation::read;
use testkit::{Person, Town};

const FILE: &str = include_str!("../../../../organisations/small-district.toml");

/// The console adopts a file from today.
fn adopts(town: &Town, text: &str) {
    let adopt = Adopt {
        // Without the second factor the people of the town can sign in with a password alone.
        file: read(&text.replace("second_factor = \"required\"", "second_factor = \"offered\""))
            .unwrap(),
        from: town.today(),
        approval: "at the console".into(),
    };
    let console = town.kept.system("console:test").unwrap();
    town.kept.act(&console, town.now(), move |cx| app::organisation::adopt(cx, &adopt)).unwrap();
}

crate::on_both_databases! {
    fn pages_show_the_name_and_colour_and_offer_the_services_that_were_adopted(served: &Served) {
        served.visitor().opens("/").sees("Netherby Town Council");
        adopts(&served.town, FILE);
        let mut visitor = served.visitor();
        visitor.opens("/").sees("Thornwick District Council").sees_no("Netherby");
        assert!(visitor.page.html.contains("brand.css?1d5e8a"));
        adopts(&served.town, &FILE.replace("#1d5e8a", "#5a2a6e"));
        visitor.opens("/");
        assert!(visitor.page.html.contains("brand.css?5a2a6e"));
        visitor.opens("/brand.css?5a2a6e");
        assert!(visitor.page.html.contains("--govuk-brand-colour:#5a2a6e"), "{:?}", visitor.page.html);
    }

    fn an_adviser_logs_a_contact_about_an_adopted_reason_for_an_adopted_team(served: &Served) {
        adopts(&served.town, FILE);
        let mut ada = served.officer(Person::Adviser);
        ada.opens("/staff/contacts/new")
            .sees("Waste and recycling: Collection of bulky waste")
            .sees("Council tax and benefits: something else")
            .sees_no("Planning: something else")
            .fills("channel", "letter")
            .fills("who", "nobody")
            .selects("subject", "Housing: Repair")
            .fills("summary", "The back door does not close")
            .fills("ending", "case")
            .selects("assignee", "Housing options team")
            .fills("next-step", "Send somebody")
            .fills("promised-day", "2")
            .fills("promised-month", "10")
            .fills("promised-year", "2026")
            .sends("Log contact")
            .is(StatusCode::OK)
            .sees("Logged. The reference is")
            .sees("Housing options team")
            .sees("Repair");
    }

    fn the_public_form_offers_the_adopted_services_in_both_languages(served: &Served) {
        adopts(&served.town, FILE);
        let mut resident = served.visitor();
        resident
            .opens("/enquiry")
            .sees("Council tax and benefits")
            .sees_no("Treth gyngor")
            .fills("matter", "service-request")
            .selects("service", "Council tax and benefits")
            .fills("summary", "I have moved to another street")
            .fills("name", "Jo Example")
            .fills("postcode", "ZZ99 3WZ")
            .sends("Send")
            .is(StatusCode::OK)
            .sees("Council tax and benefits");
        resident.opens("/enquiry?language=cy").sees("Treth gyngor a budd-daliadau");
    }
}
