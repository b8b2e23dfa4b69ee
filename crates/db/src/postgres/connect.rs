//! Connects to a PostgreSQL server, encrypted or not.

use std::fs::File;
use std::io::{Error, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ::postgres::config::SslMode;
use ::postgres::{Config, NoTls};
use r2d2::{ManageConnection, Pool};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::address::{Engine, ServerAddress, Tls};
use crate::error::{Context, DbError, EngineError};
use crate::options::Options;
use crate::postgres::errors;
use crate::postgres::server::Server;
use crate::refusals;

/// After how long without an answer a silent network counts as a lost connection.
const SILENCE: Duration = Duration::from_secs(30);

/// Opens connections.
#[derive(Clone)]
pub(crate) struct Servers {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    name: String,
}

impl Servers {
    pub(crate) fn new(address: &ServerAddress, options: &Options) -> Result<Self, DbError> {
        let mut config = address.config.clone();
        let tls = match &address.tls {
            Tls::Off => None,
            Tls::Checked { roots } => Some(encryption(roots.as_deref())?),
        };
        config.ssl_mode(if tls.is_some() { SslMode::Require } else { SslMode::Disable });
        if config.get_application_name().is_none() {
            config.application_name("kept");
        }
        config.options(&settings(options, config.get_options().unwrap_or_default()));
        config.connect_timeout(options.connect_timeout);
        config.keepalives_idle(SILENCE);
        config.keepalives_interval(SILENCE / 3);
        config.keepalives_retries(3);
        config.tcp_user_timeout(SILENCE * 2);
        Ok(Self { config, tls, name: address.to_string() })
    }
}

/// Settings of each session. What the address itself sets wins, but for the isolation.
fn settings(options: &Options, own: &str) -> String {
    format!(
        "-c lock_timeout={} -c statement_timeout={} -c idle_in_transaction_session_timeout={} \
         -c TimeZone=UTC -c client_min_messages=warning -c jit=off {own} \
         -c default_transaction_isolation=repeatable\\ read",
        options.lock_timeout.as_millis(),
        options.statement_timeout.as_millis(),
        options.idle_in_transaction_timeout.as_millis(),
    )
}

impl ManageConnection for Servers {
    type Connection = Server;
    type Error = DbError;

    fn connect(&self) -> Result<Server, DbError> {
        let client = match &self.tls {
            None => self.config.connect(NoTls),
            Some(tls) => self.config.connect(tls.clone()),
        };
        client.map(Server::new).map_err(|error| {
            errors::classify_connecting(&error, format!("connecting to {}", self.name))
        })
    }

    fn is_valid(&self, _: &mut Server) -> Result<(), DbError> {
        Ok(())
    }

    fn has_broken(&self, server: &mut Server) -> bool {
        server.unusable()
    }
}

/// Connects once, so that a wrong address fails at once with its reason, and makes the pool.
pub(crate) fn pool(servers: Servers, options: &Options) -> Result<Pool<Servers>, DbError> {
    drop(servers.connect()?);
    let pool = Pool::builder()
        .max_size(options.connections.max(1))
        .min_idle(Some(0))
        // Asking the server before each use would cost a round trip; what broke while idle
        // shows when the transaction begins, and then another connection is taken.
        .test_on_check_out(false)
        .connection_timeout(options.pool_timeout)
        .build(servers);
    pool.map_err(|error| refusals::no_connection(Engine::Postgres, error))
}

/// Encryption with the server's certificate checked against the system's trusted roots or
/// those in a PEM file.
fn encryption(roots: Option<&Path>) -> Result<MakeRustlsConnect, DbError> {
    let trusted = match roots {
        Some(file) => roots_in(file).map_err(|error| unreadable(&error, file)),
        None => system_roots().map_err(|error| unreadable(&error, Path::new("system"))),
    }?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unreadable(&Error::other(error), Path::new("TLS")))?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn roots_in(file: &Path) -> std::io::Result<RootCertStore> {
    let mut trusted = RootCertStore::empty();
    // Opened first for an error that names the file's trouble rather than PEM's.
    File::open(file)?;
    for certificate in CertificateDer::pem_file_iter(file).map_err(Error::other)? {
        let certificate = certificate.map_err(Error::other)?;
        trusted.add(certificate).map_err(Error::other)?;
    }
    some_of(trusted)
}

fn system_roots() -> std::io::Result<RootCertStore> {
    let mut trusted = RootCertStore::empty();
    // Old systems carry roots that can't be read; one of them must not keep out the rest.
    trusted.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    some_of(trusted)
}

fn some_of(trusted: RootCertStore) -> std::io::Result<RootCertStore> {
    if trusted.is_empty() {
        return Err(Error::new(ErrorKind::NotFound, "it holds no certificate"));
    }
    Ok(trusted)
}

fn unreadable(error: &Error, what: &Path) -> DbError {
    let doing = format!("reading the trusted certificates ({})", what.display());
    DbError::Unavailable(Context::doing(doing).because(EngineError {
        engine: Engine::Postgres,
        code: String::new(),
        message: error.to_string(),
    }))
}
