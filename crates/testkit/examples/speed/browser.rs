//! Somebody with a browser, as small as can be: one connection that is kept, cookies, and the
//! token of forms.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

pub(crate) struct Browser {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    cookies: Vec<(String, String)>,
    pub(crate) csrf: String,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Browser {
    /// A visitor's.
    pub(crate) fn new(address: SocketAddr) -> Browser {
        let stream = BufReader::new(connect(address));
        Browser { address, stream, cookies: Vec::new(), csrf: String::new() }
    }

    /// Another connection of the same browser.
    pub(crate) fn another(&self) -> Browser {
        let stream = BufReader::new(connect(self.address));
        Browser { stream, cookies: self.cookies.clone(), csrf: self.csrf.clone(), ..*self }
    }

    /// A member of staff's, signed in.
    pub(crate) fn signed_in(address: SocketAddr, email: &str, password: &str) -> Browser {
        let mut browser = Browser::new(address);
        let form = browser.gets("/staff/sign-in");
        browser.csrf = value(&form.body, "csrf").to_owned();
        let fields = [("email", email), ("password", password)];
        let answer = browser.posts("/staff/sign-in", &fields);
        assert_eq!(answer.status, 303, "signing in: {}", answer.body);
        let form = browser.gets("/staff");
        assert_eq!(form.status, 200, "{} {}", form.status, form.location);
        browser.csrf = value(&form.body, "csrf").to_owned();
        browser
    }

    pub(crate) fn gets(&mut self, path: &str) -> Answer {
        self.asks("GET", path, "")
    }

    /// Sends a form with its token.
    pub(crate) fn posts(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = format!("csrf={}", self.csrf);
        for (name, value) in fields {
            write!(body, "&{name}=").unwrap();
            for byte in value.bytes() {
                match byte {
                    b' ' => body.push('+'),
                    byte if byte.is_ascii_alphanumeric() => body.push(char::from(byte)),
                    byte => write!(body, "%{byte:02X}").unwrap(),
                }
            }
        }
        self.asks("POST", path, &body)
    }

    fn asks(&mut self, method: &str, path: &str, body: &str) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            cookies.join("; "),
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        self.answer()
    }

    fn answer(&mut self) -> Answer {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut answer =
            Answer { status: status.unwrap_or(0), location: String::new(), body: String::new() };
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse().unwrap(),
                "location" => answer.location = value.to_owned(),
                "set-cookie" => self.remember(value),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        answer.body = String::from_utf8(body).unwrap();
        answer
    }

    fn remember(&mut self, cookie: &str) {
        let (name, rest) = cookie.split_once('=').unwrap();
        self.cookies.retain(|(known, _)| known != name);
        if !cookie.contains("Max-Age=0") {
            let value = rest.split(';').next().unwrap();
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// The value of a hidden field.
fn value<'p>(page: &'p str, name: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap()
}
