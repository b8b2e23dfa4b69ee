//! What was typed into a form or stands in an address.

use std::borrow::Cow;

/// Names and values in the order in which they were sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`. What is not UTF-8 is replaced, and line ends
    /// are made plain.
    pub(crate) fn read(text: &[u8]) -> Fields {
        let pairs = text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        Fields(
            pairs
                .map(|pair| {
                    let mut halves = pair.splitn(2, |byte| *byte == b'=');
                    let mut half = || decode(halves.next().unwrap_or_default());
                    (half(), half())
                })
                .collect(),
        )
    }

    /// A value, trimmed; empty if it was not sent.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.first(name).unwrap_or("").trim()
    }

    /// A value as it was typed.
    pub(crate) fn typed(&self, name: &str) -> Option<&str> {
        self.first(name)
    }

    /// A value that is not empty.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.text(name).parse().ok()
    }

    fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every name and value.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same with another value for a name.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Fields {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// The text of an address or a body, without the token of a session. A form's key stays: sent
    /// again, it is the same form.
    pub(crate) fn encoded(&self) -> String {
        let pairs: Vec<String> = self
            .all()
            .filter(|(name, _)| *name != "csrf")
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        pairs.join("&")
    }
}

fn decode(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let digits = ahead.next().and_then(hex).zip(ahead.next().and_then(hex));
                match digits {
                    Some((high, low)) => {
                        out.push(high * 16 + low);
                        rest = ahead;
                    }
                    None => out.push(b'%'),
                }
            }
            byte => out.push(byte),
        }
    }
    let text = match String::from_utf8_lossy(&out) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    };
    // Neither database takes NUL in a text, and nobody types it.
    text.replace("\r\n", "\n").replace('\0', "")
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A text for an address or a form.
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_whatever_it_is() {
        let fields =
            Fields::read(b"name=Si%C3%A2n+O%27Dea&note=a%0D%0Ab&bad=%zz%&empty=&twice=1&twice=2");
        assert_eq!(fields.text("name"), "Siân O'Dea");
        assert_eq!(fields.text("note"), "a\nb");
        assert_eq!(fields.text("bad"), "%zz%");
        assert_eq!(fields.given("empty"), None);
        assert_eq!(fields.number("twice"), Some(1));
        assert_eq!(fields.text("missing"), "");
    }

    #[test]
    fn fields_go_into_an_address_and_back() {
        let fields = Fields::default().with("a b", "1&2=3").with("ŵ", "\"<>").with("csrf", "x");
        let again = Fields::read(fields.encoded().as_bytes());
        assert_eq!(again.text("a b"), "1&2=3");
        assert_eq!(again.text("ŵ"), "\"<>");
        assert_eq!(again.typed("csrf"), None);
    }
}
