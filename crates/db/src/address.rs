//! Where a database is: `sqlite:FILE` or `postgres://…`.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::error::DbError;

/// Which of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// One file, inside this process.
    Sqlite,
    /// A PostgreSQL server, version 15 or later.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// A database's address. `Display` and `Debug` leave the password out.
#[derive(Clone)]
pub struct Address(Kind);

#[derive(Clone)]
enum Kind {
    Sqlite(PathBuf),
    Postgres(Box<ServerAddress>),
}

/// How a PostgreSQL server is reached.
#[derive(Clone)]
pub(crate) struct ServerAddress {
    pub(crate) config: ::postgres::Config,
    pub(crate) tls: Tls,
}

/// Whether the connection is encrypted. When it is, the server's certificate and name are
/// always checked: libpq's encryption without a check protects from nobody who can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    /// Not encrypted: the default for a Unix socket and for this machine's own address.
    Off,
    /// Checked against the system's trusted roots, or against those in this PEM file.
    Checked { roots: Option<PathBuf> },
}

impl Address {
    /// Reads `sqlite:FILE`, or a `postgres://` address as libpq writes them.
    ///
    /// Of `sslmode` it takes `disable`, `require` and `verify-full`; the last two mean the same:
    /// encrypted, with the server's certificate checked against the system's trusted roots or
    /// the PEM file in `sslrootcert`. Without `sslmode` a Unix socket or loopback address is not
    /// encrypted and everything else is.
    ///
    /// # Errors
    /// [`DbError::Address`] with a sentence that says what is wrong, without the password.
    pub fn parse(text: &str) -> Result<Self, DbError> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            if file.is_empty() {
                return Err(DbError::Address("sqlite: wants a file, as in sqlite:kept.db".into()));
            }
            return Ok(Self::sqlite(file));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let server = ServerAddress::parse(text).map_err(DbError::Address)?;
            return Ok(Self(Kind::Postgres(Box::new(server))));
        }
        Err(DbError::Address("it begins neither with sqlite: nor with postgres://".into()))
    }

    /// The address of a SQLite file.
    pub fn sqlite(file: impl AsRef<Path>) -> Self {
        Self(Kind::Sqlite(file.as_ref().to_owned()))
    }

    /// Which engine serves it.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Kind::Sqlite(_) => Engine::Sqlite,
            Kind::Postgres(_) => Engine::Postgres,
        }
    }

    /// The SQLite file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            Kind::Sqlite(file) => Some(file),
            Kind::Postgres(_) => None,
        }
    }

    pub(crate) fn server(&self) -> Option<&ServerAddress> {
        match &self.0 {
            Kind::Sqlite(_) => None,
            Kind::Postgres(server) => Some(server),
        }
    }
}

impl ServerAddress {
    fn parse(text: &str) -> Result<Self, String> {
        let (main, query) = text.split_once('?').unwrap_or((text, ""));
        let mut rest = Vec::new();
        let (mut mode, mut roots) = (None, None);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = Some(value),
                Some(("sslrootcert", value)) => roots = Some(PathBuf::from(unescaped(value)?)),
                _ => rest.push(pair),
            }
        }
        let mut plain = main.to_owned();
        if !rest.is_empty() {
            plain.push('?');
            plain.push_str(&rest.join("&"));
        }
        // The parser's own error may quote a part of the address, so it is not passed on.
        let config: ::postgres::Config = plain
            .parse()
            .map_err(|_| "it isn't of the form postgres://user:password@host:port/name")?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err("it names no host".into());
        }
        let tls = match mode {
            Some("disable") => Tls::Off,
            Some("require" | "verify-full") => Tls::Checked { roots },
            Some(_) => return Err("sslmode is disable, require or verify-full".into()),
            None if roots.is_none() && config.get_hosts().iter().all(stays_here) => Tls::Off,
            None => Tls::Checked { roots },
        };
        Ok(Self { config, tls })
    }
}

/// Whether what is sent to this host never leaves the machine.
fn stays_here(host: &::postgres::config::Host) -> bool {
    match host {
        ::postgres::config::Host::Tcp(name) => {
            name == "localhost"
                || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
        }
        ::postgres::config::Host::Unix(_) => true,
    }
}

/// Undoes percent-encoding.
fn unescaped(text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits: Vec<u8> = rest.by_ref().take(2).collect();
        let code = std::str::from_utf8(&digits).ok().filter(|digits| digits.len() == 2);
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.ok_or("a % in it isn't followed by two hexadecimal digits")?);
    }
    String::from_utf8(bytes).map_err(|_| "a part of it isn't UTF-8".into())
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            Kind::Postgres(server) => write!(f, "{server}"),
        }
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ::postgres::config::Host;
        let config = &self.config;
        write!(f, "postgres://")?;
        if let Some(user) = config.get_user() {
            write!(f, "{user}@")?;
        }
        for (place, host) in config.get_hosts().iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            match host {
                Host::Tcp(name) => write!(f, "{comma}{name}")?,
                Host::Unix(path) => write!(f, "{comma}{}", path.display())?,
            }
        }
        for port in config.get_ports() {
            write!(f, ":{port}")?;
        }
        write!(f, "/{}", config.get_dbname().unwrap_or_default())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}
