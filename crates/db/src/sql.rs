//! SQL texts: one for both engines, and what must be known of a text to serve both.
//!
//! SQLite takes `$1` for a parameter named "$1" and numbers it by first appearance, so the text
//! is rewritten to `?1`. PostgreSQL takes it as it is.

use std::borrow::Cow;

use crate::address::Engine;

/// SQL text: a `&str` or `String` for both engines, or a [`Sql2`].
pub trait AsSql {
    /// The text for an engine, with `$1` placeholders.
    fn text(&self, engine: Engine) -> &str;
}

/// A statement with a text for each engine; made with [`sql2!`](crate::sql2).
#[derive(Clone, Copy, Debug)]
pub struct Sql2 {
    /// SQLite's.
    pub sqlite: &'static str,
    /// PostgreSQL's.
    pub postgres: &'static str,
}

impl AsSql for Sql2 {
    fn text(&self, engine: Engine) -> &str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

impl AsSql for str {
    fn text(&self, _: Engine) -> &str {
        self
    }
}

impl AsSql for String {
    fn text(&self, _: Engine) -> &str {
        self
    }
}

impl<T: AsSql + ?Sized> AsSql for &T {
    fn text(&self, engine: Engine) -> &str {
        (**self).text(engine)
    }
}

/// A stretch of SQL text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Words, numbers and signs.
    Code(&'a str),
    /// A literal, a quoted name or a comment: nothing in it is looked at.
    Opaque(&'a str),
    /// `$7`.
    Placeholder(u16),
}

/// Cuts a text into pieces, in order and without a gap.
pub(crate) fn pieces(sql: &str) -> Pieces<'_> {
    Pieces { rest: sql }
}

/// The pieces of a text, one after another.
pub(crate) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut from = 0;
        // A lone `$`, `-` or `/` is code, so the search may have to go on past it.
        while let Some(at) = self.rest[from..].find(['\'', '"', '-', '/', '$']).map(|at| at + from)
        {
            if let Some((piece, length)) = special(self.rest, at) {
                if at > 0 {
                    return Some(Piece::Code(self.advance(at)));
                }
                self.advance(length);
                return Some(piece);
            }
            from = at + 1;
        }
        Some(Piece::Code(self.advance(self.rest.len())))
    }
}

impl<'a> Pieces<'a> {
    fn advance(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

/// The piece that begins at this sign, and its length, unless the sign is just code.
fn special(sql: &str, at: usize) -> Option<(Piece<'_>, usize)> {
    let rest = &sql[at..];
    let opaque = |length: usize| Some((Piece::Opaque(&rest[..length]), length));
    match rest.as_bytes() {
        // A doubled quote ends one literal and begins the next: the same stretch either way.
        [quote @ (b'\'' | b'"'), ..] => {
            let end = rest[1..].find(char::from(*quote)).map_or(rest.len(), |end| end + 2);
            opaque(end)
        }
        [b'-', b'-', ..] => opaque(rest.find('\n').unwrap_or(rest.len())),
        [b'/', b'*', ..] => opaque(rest[2..].find("*/").map_or(rest.len(), |end| end + 4)),
        [b'$', digit, ..] if digit.is_ascii_digit() => {
            let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
            let number = rest[1..=digits].parse().ok()?;
            Some((Piece::Placeholder(number), 1 + digits))
        }
        [b'$', ..] => {
            let tag = &rest[..rest[1..].find('$')? + 2];
            let name = &tag[1..tag.len() - 1];
            if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return None;
            }
            let end = rest[tag.len()..].find(tag).map_or(rest.len(), |end| end + 2 * tag.len());
            opaque(end)
        }
        _ => None,
    }
}

/// The characters outside literals, quoted names, comments and placeholders, with their places.
pub(crate) fn signs(sql: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    pieces(sql).flat_map(move |piece| {
        let begun = at;
        let (code, length) = match piece {
            Piece::Code(code) => (code, code.len()),
            Piece::Opaque(same) => ("", same.len()),
            Piece::Placeholder(number) => ("", 1 + number.to_string().len()),
        };
        at += length;
        code.char_indices().map(move |(offset, sign)| (begun + offset, sign))
    })
}

/// The text with `?1` for `$1`; the same text if it has no placeholders.
pub(crate) fn for_sqlite(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let mut text = String::with_capacity(sql.len());
    for piece in pieces(sql) {
        match piece {
            Piece::Code(same) | Piece::Opaque(same) => text.push_str(same),
            Piece::Placeholder(number) => {
                text.push('?');
                text.push_str(&number.to_string());
            }
        }
    }
    Cow::Owned(text)
}

/// Words that would end or split the transaction that a statement runs in.
const CONTROL: [&str; 9] =
    ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE"];

/// The statement that would end or split the transaction, if one of the text's does.
///
/// A trigger's `BEGIN … END;` is allowed: `BEGIN` doesn't begin a statement there, and an `END`
/// that does is only SQLite's word for `COMMIT` when no trigger is open.
pub(crate) fn control_word(sql: &str) -> Option<&'static str> {
    let mut fresh = true;
    let mut trigger = false;
    for piece in pieces(sql) {
        let Piece::Code(code) = piece else { continue };
        let words = code.split_inclusive(|c: char| c == ';' || c.is_whitespace());
        for part in words {
            let word = part.trim_end_matches(|c: char| c == ';' || c.is_whitespace());
            if !word.is_empty() {
                let is = |name: &&str| word.eq_ignore_ascii_case(name);
                trigger |= !fresh && is(&"BEGIN");
                if fresh && trigger && is(&"END") {
                    trigger = false;
                } else if fresh && let Some(found) = CONTROL.iter().find(|name| is(name)) {
                    return Some(found);
                }
                fresh = false;
            }
            fresh |= part.ends_with(';');
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_become_sqlites_outside_literals_and_comments() {
        let cases = [
            ("SELECT 1", "SELECT 1"),
            ("SELECT $1, $12", "SELECT ?1, ?12"),
            ("SELECT '$1', $1", "SELECT '$1', ?1"),
            ("SELECT 'it''s $1', $2", "SELECT 'it''s $1', ?2"),
            ("SELECT \"a$1\" FROM t WHERE x=$1", "SELECT \"a$1\" FROM t WHERE x=?1"),
            ("SELECT $1 -- not $2\n, $3", "SELECT ?1 -- not $2\n, ?3"),
            ("SELECT /* $1 */ $1 / $2 - $3", "SELECT /* $1 */ ?1 / ?2 - ?3"),
            ("SELECT 'unfinished $1", "SELECT 'unfinished $1"),
            ("SELECT '£', $1, '€$2'", "SELECT '£', ?1, '€$2'"),
        ];
        for (given, wanted) in cases {
            assert_eq!(for_sqlite(given), wanted, "{given}");
        }
    }

    #[test]
    fn pieces_put_together_are_the_text_again() {
        let text = "a - b $x $$ body; COMMIT; $$ 'c' $1 $tag$ $1 $tag$ /* d */ -- e";
        let mut whole = String::new();
        for piece in pieces(text) {
            match piece {
                Piece::Code(same) | Piece::Opaque(same) => whole.push_str(same),
                Piece::Placeholder(number) => whole.push_str(&format!("${number}")),
            }
        }
        assert_eq!(whole, text);
    }

    #[test]
    fn statements_that_would_end_the_transaction_are_found() {
        let cases = [
            ("SELECT 1", None),
            ("commit", Some("COMMIT")),
            ("INSERT INTO t VALUES (1); Rollback;", Some("ROLLBACK")),
            ("-- COMMIT\nSELECT 1", None),
            ("SELECT 'x'; END", Some("END")),
            ("SELECT 'COMMIT; COMMIT'", None),
            ("CREATE TRIGGER a BEFORE UPDATE ON t BEGIN SELECT raise(ABORT, 'no'); END;", None),
            ("CREATE FUNCTION f() AS $$ BEGIN COMMIT; END $$ LANGUAGE plpgsql", None),
            ("SELECT CASE WHEN a THEN b END FROM t", None),
        ];
        for (sql, wanted) in cases {
            assert_eq!(control_word(sql), wanted, "{sql}");
        }
    }
}
