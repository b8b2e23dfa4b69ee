//! The invented borough: its wards, streets, parks and buildings.

/// What the borough is called. No council in the United Kingdom has or had the name.
pub(crate) const NAME: &str = "Hollinmere Borough Council";
/// Its short name.
pub(crate) const SHORT_NAME: &str = "Hollinmere";
/// What staff addresses end with. Nothing under `.example` is ever registered.
pub(crate) const DOMAIN: &str = "hollinmere.example";

/// Keys and names of the wards.
pub(crate) const WARDS: [(&str, &str); 12] = [
    ("town-centre", "Town Centre"),
    ("northgate", "Northgate"),
    ("riverside", "Riverside"),
    ("highfield", "Highfield"),
    ("weir-and-lock", "Weir and Lock"),
    ("abbey-fields", "Abbey Fields"),
    ("moorend", "Moorend"),
    ("quarry-bank", "Quarry Bank"),
    ("easterly", "Easterly"),
    ("beckside", "Beckside"),
    ("parkway", "Parkway"),
    ("hollin-green", "Hollin Green"),
];

/// Letters that stand in the second half of British postcodes.
pub(crate) const PARTS_OF_POSTCODES: &str = "ABDEFGHJLNPQRSTUWXYZ";

/// The streets; each lies in the ward of its place among them.
pub(crate) const STREETS: [&str; 120] = [
    "Larch Road",
    "Tanner's Row",
    "Weir Lane",
    "Abbot's Walk",
    "Mill Brow",
    "Cobden Terrace",
    "Heron Close",
    "Sandpit Lane",
    "Clover Rise",
    "Beck Street",
    "Foundry Road",
    "Hollin Drive",
    "Market Street",
    "Northgate",
    "Ferry Lane",
    "Top Lane",
    "Lock Street",
    "Priory Avenue",
    "Moor Road",
    "Quarry Street",
    "Eastfield Road",
    "Brook Terrace",
    "Park View",
    "Green Lane",
    "Church Street",
    "Bolton's Yard",
    "Osier Way",
    "Windmill Hill",
    "Cut Side",
    "Cloister Close",
    "Peat Lane",
    "Slate Row",
    "Orchard Way",
    "Alder Grove",
    "Station Road",
    "Long Meadow",
    "Silver Street",
    "Dyer's Lane",
    "Wharf Road",
    "Beacon Road",
    "Basin Street",
    "Almoner's Road",
    "Heather Bank",
    "Delph Street",
    "Sycamore Drive",
    "Rushy Lane",
    "Fountain Street",
    "Pinfold",
    "Cross Street",
    "Wool Road",
    "Kingfisher Way",
    "Hilltop Close",
    "Towpath Row",
    "Refectory Lane",
    "Curlew Drive",
    "Flagstone Road",
    "Rowan Avenue",
    "Watermill Court",
    "Bandstand Road",
    "Common Lane",
    "Bridge Street",
    "Loom Street",
    "Swan Lane",
    "Crest Road",
    "Sluice Lane",
    "Garth Road",
    "Fell View",
    "Mason's Row",
    "Chestnut Close",
    "Ford Street",
    "Arboretum Road",
    "Stile Lane",
    "Queen Street",
    "Spinner's Walk",
    "Eel Lane",
    "Lark Rise",
    "Paddle Street",
    "Chantry Way",
    "Cairn Road",
    "Gritstone Way",
    "Elm Road",
    "Beckfoot Road",
    "Lido Street",
    "Barley Close",
    "Guildhall Lane",
    "Bobbin Street",
    "Reedmace Road",
    "Ridge Avenue",
    "Navigation Road",
    "Dovecote Lane",
    "Bilberry Bank",
    "Chisel Street",
    "Maple Court",
    "Stepping Lane",
    "Rose Garden Road",
    "Harvest Way",
    "Theatre Street",
    "Shuttle Row",
    "Otter Close",
    "Prospect Road",
    "Bargeman's Row",
    "Sexton Street",
    "Cotton Grass Way",
    "Limekiln Lane",
    "Hawthorn Road",
    "Clapper Lane",
    "Pavilion Road",
    "Furrow Lane",
    "Victoria Parade",
    "Carder's Court",
    "Marsh Road",
    "Summit Street",
    "Gate Street",
    "Tithe Barn Lane",
    "Lapwing Road",
    "Hammer Street",
    "Beech Terrace",
    "Sallow Lane",
    "Gardener's Row",
    "Haymarket",
];

/// The parks.
pub(crate) const PARKS: [&str; 5] = [
    "Abbey Park",
    "Riverside Gardens",
    "Quarry Bank Park",
    "Moorend Recreation Ground",
    "Lido Park",
];

/// Somewhere that customers come to, or reach the council through.
pub(crate) struct Place {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// The number, address or street that it is reached by.
    pub(crate) reached_by: &'static str,
    /// The service that has it for itself, if one has.
    pub(crate) of: Option<&'static str>,
}

const fn place(key: &'static str, name: &'static str, reached_by: &'static str) -> Place {
    Place { key, name, reached_by, of: None }
}

const fn place_of(of: &'static str, place: Place) -> Place {
    Place { of: Some(of), ..place }
}

/// Counters, the busiest first.
pub(crate) const VENUES: [Place; 3] = [
    place("town-hall", "Town Hall customer centre", "Market Street"),
    place("moorend-hub", "Moorend Hub", "Moor Road"),
    place("riverside-library", "Riverside Library counter", "Ferry Lane"),
];

/// Telephone lines: of everybody, of council tax and benefits, of housing repairs.
pub(crate) const LINES: [Place; 3] = [
    place("main-line", "Main line", "01632 960100"),
    place_of(
        "council-tax",
        place("council-tax-line", "Council tax and benefits line", "01632 960200"),
    ),
    place_of("housing", place("repairs-line", "Housing line", "01632 960250")),
];

/// Mailboxes: of everybody, of council tax and benefits, of planning.
pub(crate) const MAILBOXES: [Place; 3] = [
    place("enquiries", "Enquiries", "enquiries@hollinmere.example"),
    place_of(
        "council-tax",
        place("council-tax-mail", "Council tax and benefits", "counciltax@hollinmere.example"),
    ),
    place_of("planning", place("planning-mail", "Planning", "planning@hollinmere.example")),
];

/// The contractor for waste.
pub(crate) const PROVIDER: Place = place("pellmere", "Pellmere Collections", "waste contract");

/// The line that callers of a service ring.
pub(crate) fn line_of(service: &str) -> &'static str {
    match service {
        "council-tax" | "benefits" => LINES[1].key,
        "housing" => LINES[2].key,
        _ => LINES[0].key,
    }
}

/// The mailbox that people write to about a service.
pub(crate) fn mailbox_of(service: &str) -> &'static str {
    match service {
        "council-tax" | "benefits" => MAILBOXES[1].key,
        "planning" => MAILBOXES[2].key,
        _ => MAILBOXES[0].key,
    }
}
