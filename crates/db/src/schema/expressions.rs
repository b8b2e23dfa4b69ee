//! Defaults, index expressions and predicates in a form that both engines' own texts come to.

use crate::sql::{Piece, pieces, signs};

/// An index's columns and predicate out of its `CREATE INDEX`, each in common form.
pub(super) fn index_parts(definition: &str) -> (Vec<String>, Option<String>) {
    let Some(open) = definition.find('(') else { return (Vec::new(), None) };
    let body = &definition[open + 1..];
    let (mut depth, mut from, mut columns) = (0_i32, 0, Vec::new());
    for (place, sign) in signs(body) {
        match sign {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ',' if depth == 0 => {
                columns.push(common(&body[from..place]));
                from = place + 1;
            }
            ')' => {
                columns.push(common(&body[from..place]));
                return (columns, predicate(&body[place + 1..]));
            }
            _ => {}
        }
    }
    (columns, None)
}

fn predicate(tail: &str) -> Option<String> {
    let tail = tail.trim_start();
    let condition = tail.get(..5).filter(|word| word.eq_ignore_ascii_case("where"))?;
    Some(common(&tail[condition.len()..]))
}

/// The common form: small letters outside literals, no parentheses, no casts, no quotes around
/// names, `in` for `= ANY (ARRAY[…])`, 1 and 0 for true and false. It is for comparing, not for
/// running.
pub(super) fn common(expression: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for piece in pieces(expression) {
        match piece {
            Piece::Code(code) => words_of(&without_casts(&code.to_lowercase()), &mut words),
            // A quoted name is a name; a literal stays as it is.
            Piece::Opaque(same) => words.push(same.trim_matches('"').to_owned()),
            Piece::Placeholder(number) => words.push(format!("${number}")),
        }
    }
    words.join(" ").replace("= any array", "in")
}

/// Names, numbers, signs and commas, each a word; brackets of all sorts are left out.
fn words_of(code: &str, words: &mut Vec<String>) {
    let named = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let mut rest = code.trim_start_matches(|c: char| c.is_whitespace() || "()[]".contains(c));
    while let Some(first) = rest.chars().next() {
        let apart = |c: char| c.is_whitespace() || "()[],".contains(c);
        let end = match first {
            ',' => Some(1),
            _ if named(first) => rest.find(|c| !named(c)),
            _ => rest.find(|c| named(c) || apart(c)),
        };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        words.push(match word {
            "true" => "1".to_owned(),
            "false" => "0".to_owned(),
            "!=" => "<>".to_owned(),
            other => other.to_owned(),
        });
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || "()[]".contains(c));
    }
}

/// Removes `::type`, of which a type's name may have several words.
fn without_casts(code: &str) -> String {
    let mut parts = code.split("::");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut rest = part;
        for name in [
            "character varying",
            "timestamp with time zone",
            "double precision",
            "regclass",
            "bigint",
            "integer",
            "smallint",
            "boolean",
            "text",
            "date",
            "bytea",
            "numeric",
        ] {
            if let Some(after) = part.strip_prefix(name) {
                rest = after.strip_prefix("[]").unwrap_or(after);
                break;
            }
        }
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_texts_come_to_the_same() {
        let pairs = [
            ("(closed_on IS NULL)", "closed_on IS NULL"),
            ("((state)::text = 'Open'::text)", "state = 'Open'"),
            ("(kind = ANY (ARRAY['a'::text, 'b'::text]))", "kind IN ('a', 'b')"),
            ("(due_at > 5) AND (done <> false)", "due_at > 5 AND done != 0"),
            ("'now'::text", "'now'"),
            ("(state = 'a,( b'::text)", "state='a,( b'"),
            ("true", "TRUE"),
        ];
        for (postgres, sqlite) in pairs {
            assert_eq!(common(postgres), common(sqlite));
        }
    }

    #[test]
    fn different_conditions_stay_different() {
        assert_ne!(common("a = 'X'"), common("a = 'x'"));
        assert_ne!(common("a < 1"), common("a <= 1"));
    }

    #[test]
    fn an_indexes_columns_and_predicate_are_taken_from_its_text() {
        let cases = [
            ("CREATE INDEX i ON t (a, b DESC)", vec!["a", "b desc"], None),
            (
                "CREATE UNIQUE INDEX i ON public.t USING btree (lower(a), b) WHERE (c IS NULL)",
                vec!["lower a", "b"],
                Some("c is null"),
            ),
            (
                "CREATE INDEX i ON t (coalesce(a, ',)')) WHERE b",
                vec!["coalesce a , ',)'"],
                Some("b"),
            ),
        ];
        for (text, columns, predicate) in cases {
            let (found, condition) = index_parts(text);
            assert_eq!(found, columns, "{text}");
            assert_eq!(condition.as_deref(), predicate, "{text}");
        }
    }
}
