//! What a charter says to the public, and what of it nobody has translated yet.

use super::parts::Charter;
use super::write::{Value, parts};

/// Keys whose words the public reads.
const PUBLIC: [&str; 11] = [
    "title",
    "aim",
    "vision",
    "by",
    "words",
    "text",
    "items",
    "monitoring",
    "because",
    "not_measured_because",
    "apology",
];

impl Charter {
    /// The words that the public reads, each once, in the order of the charter.
    pub fn public_words(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for part in parts(self).iter().filter(|part| part.table != "translation") {
            for (_, value) in part.entries.iter().filter(|(key, _)| PUBLIC.contains(key)) {
                let words = match value {
                    Value::Text(text) => text.split("\n\n").map(str::to_owned).collect(),
                    Value::List(texts) => texts.clone(),
                    _ => Vec::new(),
                };
                for one in words.into_iter().map(|one: String| one.trim().to_owned()) {
                    if !one.is_empty() && !all.contains(&one) {
                        all.push(one);
                    }
                }
            }
        }
        all
    }

    /// Those of them that have no Welsh.
    pub fn untranslated(&self) -> Vec<String> {
        let words = self.public_words().into_iter();
        words.filter(|english| self.welsh(english).is_none()).collect()
    }
}
