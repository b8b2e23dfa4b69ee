//! Invented people: first names and surnames as they are met in a British town, put together by
//! chance. A household, a postcode and a number go with each.

use crate::dice::Dice;
use crate::places::{PARTS_OF_POSTCODES, STREETS, WARDS};
use app::customers::{CustomerKind, NewCustomer, fold};

const FIRST: [&str; 96] = [
    "Margaret",
    "David",
    "Susan",
    "John",
    "Amina",
    "Piotr",
    "Jean",
    "Mohammed",
    "Patricia",
    "Robert",
    "Siân",
    "Agnieszka",
    "Colin",
    "Priya",
    "Janet",
    "Owen",
    "Chidi",
    "Carol",
    "Tomasz",
    "Fatima",
    "Brian",
    "Linda",
    "Yusuf",
    "Helen",
    "Kwame",
    "Sandra",
    "Alan",
    "Zainab",
    "Dorothy",
    "Gareth",
    "Elena",
    "Keith",
    "Ruth",
    "Imran",
    "Sheila",
    "Dylan",
    "Olu",
    "Barbara",
    "Ravi",
    "Joanne",
    "Marek",
    "Christine",
    "Hassan",
    "Valerie",
    "Ian",
    "Nadia",
    "Trevor",
    "Bronwen",
    "Ji-woo",
    "Maureen",
    "Sanjay",
    "Denise",
    "Ahmed",
    "Rachel",
    "Leon",
    "Pauline",
    "Ewa",
    "Stuart",
    "Grace",
    "Abdul",
    "Wendy",
    "Callum",
    "Meera",
    "Geoffrey",
    "Ngozi",
    "Lesley",
    "Viktor",
    "Anne",
    "Tariq",
    "Beverley",
    "Rhys",
    "Shabana",
    "Kenneth",
    "Mei",
    "Lorraine",
    "Craig",
    "Halina",
    "Jamal",
    "Gillian",
    "Sunita",
    "Norman",
    "Tanisha",
    "Hugh",
    "Adaeze",
    "Marion",
    "Bilal",
    "Thérèse",
    "Neil",
    "Ioana",
    "Derek",
    "Parveen",
    "Joyce",
    "Aled",
    "Monika",
    "Winston",
    "Kim",
];

const LAST: [&str; 112] = [
    "Hartley",
    "Okafor",
    "Whitfield",
    "Khan",
    "Barrowclough",
    "Nowicki",
    "Pritchard",
    "Sharma",
    "Ashworth",
    "Begum",
    "Tennant",
    "Mensah",
    "Greenhalgh",
    "Kowalczyk",
    "Llewellyn",
    "Patel",
    "Ormerod",
    "Adeyemi",
    "Fothergill",
    "Hussain",
    "Crabtree",
    "Osei",
    "Entwistle",
    "Wiśniewska",
    "Morgan",
    "Chaudhry",
    "Thackray",
    "Balogun",
    "Lomas",
    "Malik",
    "Garside",
    "Petrescu",
    "Haworth",
    "Singh",
    "Dransfield",
    "Eze",
    "Bagshaw",
    "Mahmood",
    "Cartwright",
    "Zielinski",
    "Vaughan",
    "Rahman",
    "Sugden",
    "Boateng",
    "Pickersgill",
    "Joshi",
    "Holroyd",
    "Abdi",
    "Rushton",
    "Kaur",
    "Stott",
    "Nwosu",
    "Butterworth",
    "Dąbrowski",
    "Bowen",
    "Mistry",
    "Clegg",
    "Farah",
    "Ramsden",
    "Iqbal",
    "Hallam",
    "Diallo",
    "Openshaw",
    "Georgiou",
    "Rees",
    "Qureshi",
    "Tattersall",
    "Asante",
    "Yardley",
    "Lewandowski",
    "Powell",
    "Gill",
    "Nuttall",
    "Conteh",
    "Wadsworth",
    "Ferreira",
    "Duckworth",
    "Shah",
    "Mosley",
    "Ibrahim",
    "Heaton",
    "Novak",
    "Probert",
    "Desai",
    "Kershaw",
    "Bangura",
    "Illingworth",
    "Ali",
    "Sykes",
    "Okonkwo",
    "Lister",
    "Popescu",
    "Beddoes",
    "Uddin",
    "Marsden",
    "Campbell",
    "Driscoll",
    "Chen",
    "Faulkner",
    "Mwangi",
    "Priestley",
    "Akhtar",
    "Woodhead",
    "O'Rourke",
    "Tran",
    "Naylor",
    "Bukowski",
    "Gwynne",
    "Siddiqui",
    "Hindle",
    "Amoah",
    "Farnworth",
];

/// What organisations are called, after a name or a street.
const TRADES: [&str; 10] = [
    "Garage",
    "Bakery",
    "Lettings",
    "Electrical",
    "Community Group",
    "Cafe",
    "Tiles",
    "Builders",
    "Nursery School",
    "Stores",
];

const DOMAINS: [&str; 5] =
    ["postbox.example", "mymail.example", "inbox.example", "letters.example", "townmail.example"];

/// How many mobile numbers Ofcom keeps for drama.
const MOBILES: u32 = 1_000;
/// How many of the town's numbers customers have; the first three hundred are the council's.
const LANDLINES: u32 = 700;

/// Somebody who comes to the council.
pub(crate) struct Person {
    /// As the customer register has them.
    pub(crate) new: NewCustomer,
    /// The ward, by its place.
    pub(crate) ward: usize,
    /// The street, by its place.
    pub(crate) street: usize,
    /// The house.
    pub(crate) house: u32,
}

/// The person of a number: always the same one for a seed.
pub(crate) fn person(seed: u64, number: u32) -> Person {
    let mut dice = Dice::of(seed, "person", u64::from(number));
    let street = dice.below(STREETS.len());
    let house = 1 + dice.below(148) as u32;
    let first = dice.pick(&FIRST);
    let last = dice.pick(&LAST);
    let is_body = number % 31 == 11;
    let name = match is_body {
        true => organisation(last, &mut dice),
        false => format!("{first} {last}"),
    };
    let email = dice.chance(0.55).then(|| {
        let words = fold(&name).join(".");
        format!("{words}{number}@{}", dice.pick(&DOMAINS))
    });
    let new = NewCustomer {
        kind: if is_body { CustomerKind::Organisation } else { CustomerKind::Person },
        name,
        email,
        telephone: telephone(number),
        postcode: Some(postcode(street, house)),
        address: Some(format!("{house} {}", STREETS[street])),
        language: "en".into(),
        is_test: false,
    };
    Person { new, ward: street % WARDS.len(), street, house }
}

fn organisation(last: &str, dice: &mut Dice) -> String {
    let trade = dice.pick(&TRADES);
    match dice.chance(0.5) {
        true => format!("{last} {trade}"),
        false => format!("{} {trade}", dice.pick(&STREETS)),
    }
}

/// A number that Ofcom keeps for drama, so that it is nobody's: 07700 900000 to 900999 for
/// mobiles, 01632 960000 to 960999 for the town. Only the first people have one, so that each
/// number belongs to one of them.
fn telephone(number: u32) -> Option<String> {
    if number < MOBILES {
        Some(format!("07700 900{number:03}"))
    } else if number < WITH_NUMBERS {
        Some(format!("01632 960{:03}", 300 + number - MOBILES))
    } else {
        None
    }
}

/// How many people have a telephone number.
pub(crate) const WITH_NUMBERS: u32 = MOBILES + LANDLINES;

/// A postcode of the area XH: no British postcode begins with X.
fn postcode(street: usize, house: u32) -> String {
    let letters = PARTS_OF_POSTCODES.as_bytes();
    let of = |place: usize| char::from(letters[place % letters.len()]);
    let side = house as usize % 2;
    let sector = (street / WARDS.len()) % 10;
    let place = street * 2 + side;
    format!("XH{} {sector}{}{}", 1 + street % WARDS.len(), of(place), of(place / letters.len() + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_the_same_each_time_and_another_number_is_somebody_else() {
        assert_eq!(person(1, 7).new, person(1, 7).new);
        assert_ne!(person(1, 7).new, person(1, 8).new);
        assert_eq!(person(1, 7).new.telephone.as_deref(), Some("07700 900007"));
        assert_eq!(person(1, 1_699).new.telephone.as_deref(), Some("01632 960999"));
        assert_eq!(person(1, 1_700).new.telephone, None);
    }
}
