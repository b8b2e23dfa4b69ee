//! How the letters of a file are written.

use std::borrow::Cow;

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// Windows-1252, which holds all of Latin 1 and what older systems added to it.
    Windows1252,
}

/// What the bytes 0x80 to 0x9F mean in Windows-1252; the five that mean nothing stay as they
/// are, as browsers read them.
const UPPER: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2C6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}', '\u{17E}', '\u{178}',
];

impl Encoding {
    /// The names in map files; the first three mean the same, as they do on the web.
    pub(super) const NAMES: [(&'static str, Encoding); 4] = [
        ("latin-1", Encoding::Windows1252),
        ("iso-8859-1", Encoding::Windows1252),
        ("windows-1252", Encoding::Windows1252),
        ("utf-8", Encoding::Utf8),
    ];

    /// Whether a field is written like this.
    pub fn fits(self, bytes: &[u8]) -> bool {
        self == Encoding::Windows1252 || std::str::from_utf8(bytes).is_ok()
    }

    /// Reads a field; none if it is not written like this.
    pub fn read(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        if let Ok(text) = std::str::from_utf8(bytes)
            && (self == Encoding::Utf8 || bytes.is_ascii())
        {
            return Some(Cow::Borrowed(text));
        }
        match self {
            Encoding::Utf8 => None,
            Encoding::Windows1252 => Some(bytes.iter().map(|byte| letter(*byte)).collect()),
        }
    }

    /// Writes a text; letters that this encoding does not have become question marks.
    pub fn write(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Encoding::Windows1252 if !text.is_ascii() => {
                text.chars().map(|letter| byte(letter).unwrap_or(b'?')).collect()
            }
            _ => Cow::Borrowed(text.as_bytes()),
        }
    }
}

fn letter(byte: u8) -> char {
    match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

fn byte(letter: char) -> Option<u8> {
    let upper = UPPER.iter().position(|known| *known == letter);
    let upper = upper.and_then(|place| u8::try_from(place + 0x80).ok());
    upper.or_else(|| u8::try_from(letter).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_they_were_written() {
        let old = b"Caf\xe9 \x80 5 \x96 \x93quoted\x94";
        let text = "Café € 5 – “quoted”";
        assert_eq!(Encoding::Windows1252.read(old).as_deref(), Some(text));
        assert_eq!(Encoding::Windows1252.write(text).as_ref(), old);
        assert_eq!(Encoding::Utf8.read(old), None);
        assert_eq!(Encoding::Utf8.read(text.as_bytes()).as_deref(), Some(text));
        // "é" in UTF-8 is two letters to whoever reads Windows-1252.
        assert_eq!(Encoding::Windows1252.read("é".as_bytes()).as_deref(), Some("Ã©"));
        assert_eq!(Encoding::Windows1252.write("ŵ").as_ref(), b"?");
    }
}
