//! Visitors of the served pages: plain HTTP over a socket, as far as a form needs it.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// The fields of a form, names and values.
pub(crate) type Fields = Vec<(String, String)>;

/// Somebody with a browser's cookies.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) address: SocketAddr,
    cookies: BTreeMap<String, String>,
}

/// What was answered.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Where it leads.
    pub(crate) location: Option<String>,
    pub(crate) body: String,
}

impl Visitor {
    pub(crate) fn at(address: SocketAddr) -> Visitor {
        Visitor { address, cookies: BTreeMap::new() }
    }

    /// Opens a page, which is there.
    #[track_caller]
    pub(crate) fn opens(&mut self, path: &str) -> Answer {
        let answer = self.ask(path, None).unwrap();
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer
    }

    /// Sends a form that is on a page, with what was typed into it.
    #[track_caller]
    pub(crate) fn sends(&mut self, path: &str, page: &Answer, typed: &[(&str, &str)]) -> Answer {
        self.ask(path, Some(&form(page, typed))).unwrap()
    }

    /// One request; an error if the whole answer did not come.
    pub(crate) fn ask(&mut self, path: &str, form: Option<&Fields>) -> io::Result<Answer> {
        let (method, body) = match form {
            Some(fields) => ("POST", encoded(fields)),
            None => ("GET", String::new()),
        };
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut stream = TcpStream::connect(self.address)?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: \
             close\r\n\r\n{body}",
            self.address,
            cookies.join("; "),
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        self.read(&String::from_utf8(bytes).map_err(|_| cut_off())?)
    }

    fn read(&mut self, text: &str) -> io::Result<Answer> {
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut_off)?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut answer =
            Answer { status: status.ok_or_else(cut_off)?, location: None, body: body.to_owned() };
        for line in head.lines().skip(1) {
            let (name, value) = line.split_once(": ").ok_or_else(cut_off)?;
            match name {
                "content-length" if value != body.len().to_string() => return Err(cut_off()),
                "location" => answer.location = Some(value.to_owned()),
                "set-cookie" => self.take_cookie(value),
                _ => {}
            }
        }
        Ok(answer)
    }

    fn take_cookie(&mut self, text: &str) {
        let (name, rest) = text.split_once('=').unwrap();
        let value = rest.split(';').next().unwrap();
        if text.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Answer {
    /// Where it leads: it was done.
    #[track_caller]
    pub(crate) fn leads(&self) -> String {
        assert_eq!(self.status, 303, "{}", self.body);
        self.location.clone().unwrap()
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> Option<&str> {
        let (_, after) = self.body.split_once(&format!("name=\"{name}\" value=\""))?;
        after.split('"').next()
    }

    /// The value of the choice with these words.
    #[track_caller]
    pub(crate) fn choice(&self, words: &str) -> String {
        let at = self.body.find(&format!(">{words}</option>")).unwrap();
        let before = &self.body[..at];
        let value = &before[before.rfind("value=\"").unwrap() + 7..];
        value.split('"').next().unwrap().to_owned()
    }
}

/// What a page's form sends: its token, its key, the version it was shown for, and what was typed.
pub(crate) fn form(page: &Answer, typed: &[(&str, &str)]) -> Fields {
    let carried = ["csrf", "form_key", "version", "seen"].into_iter();
    let carried = carried.filter_map(|name| Some((name, page.hidden(name)?)));
    let fields = carried.chain(typed.iter().copied());
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn cut_off() -> io::Error {
    io::Error::from(ErrorKind::UnexpectedEof)
}

fn encoded(fields: &Fields) -> String {
    let escape = |text: &str| -> String {
        let escaped = text.bytes().map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        });
        escaped.collect()
    };
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    pairs.join("&")
}
