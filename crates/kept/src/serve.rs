//! `kept serve`: pages, and what the system does by itself.

use crate::config::Config;
use crate::database;
use crate::ending::{Ended, refused};
use crate::output;
use app::Kept;
use app::rounds::Rounds;
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// Serves the pages, judges what falls due, and seals what was written.
#[derive(Args)]
#[command(after_help = "Example:\n  KEPT_DATABASE_URL=sqlite:/var/lib/kept/kept.db kept serve")]
pub(crate) struct Call {
    /// Read the settings from this file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(crate) fn run(call: &Call) -> Ended {
    let config = Config::read(call.config.as_deref())?;
    start_logging(&config)?;
    let kept = database::open_at(config.get("database", "url"))?;
    database::must_be_durable(kept.db())?;
    serve(kept, &config, |address| output::line(format_args!("Serving on http://{address}")))
}

/// Writes what happens to standard error, a line each. No personal data: routes, not addresses.
pub(crate) fn start_logging(config: &Config) -> Ended {
    let named = config.get("log", "level");
    let level = ["error", "warn", "info", "debug"].contains(&named).then(|| named.parse().ok());
    let Some(level): Option<tracing::Level> = level.flatten() else {
        return Err(refused(format!(
            "log.level is \"{named}\". Write error, warn, info or debug."
        )));
    };
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_ansi(false);
    // A second call in one process keeps the first.
    let _ = subscriber.try_init();
    // The words of a panic may quote what was typed: only its place is told.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "something that must not happen has happened");
    }));
    Ok(())
}

/// Serves until the process is asked to stop; `started` is told the address.
pub(crate) fn serve(
    kept: Kept,
    config: &Config,
    started: impl FnOnce(SocketAddr) -> Ended,
) -> Ended {
    let listen = config.get("server", "listen").to_owned();
    let address: SocketAddr = listen.parse().map_err(|_| {
        refused(format!(
            "server.listen is \"{listen}\". Write an address and a port, such as 127.0.0.1:8080."
        ))
    })?;
    let settings = web::Settings {
        is_secure: config.yes("server", "https")?,
        is_behind_proxy: config.yes("server", "behind_proxy")?,
    };
    let site = web::Site::new(kept.clone(), settings, Box::new(app::time::now));
    let site = site.map_err(|e| database::trouble(&e))?;
    let router = site.offering(&crate::charter::READY_MADE).router();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|e| refused(format!("The server could not start: {e}.")))?;
    let (stop, stopped) = mpsc::channel();
    let rounds = std::thread::spawn(move || go_round(&kept, &stopped));
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await.map_err(|e| {
            refused(format!(
                "Pages cannot be served on {address}: {e}. Choose another server.listen."
            ))
        })?;
        let bound = listener.local_addr().unwrap_or(address);
        // Listened for before anybody knows that it runs: who knows may ask it to stop.
        let stop = asked_to_stop()
            .map_err(|e| refused(format!("The server could not start: {e}. Try again.")))?;
        started(bound)?;
        let served = web::serve(listener, router, stop).await;
        served.map_err(|e| refused(format!("Serving ended: {e}.")))
    });
    // Dropping the sender ends the rounds between two of them.
    drop(stop);
    if rounds.join().is_err() {
        tracing::error!("the system's own work ended early");
    }
    served
}

/// What the system does by itself, once a second.
fn go_round(kept: &Kept, stopped: &mpsc::Receiver<()>) {
    let mut rounds = Rounds::new(format!("{}-{}", std::process::id(), app::secret_token()));
    let Ok(actor) = kept.system("tick") else {
        tracing::error!("the system's own work could not begin");
        return;
    };
    while stopped.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
        if let Err(fault) = rounds.go(kept, &actor, app::time::now()) {
            tracing::error!(fault = chain(&fault), "a round of the system's own work failed");
        }
    }
    // Whoever serves next need not wait until the lease has run out.
    if let Err(fault) = rounds.end(kept, &actor, app::time::now()) {
        tracing::warn!(fault = chain(&fault), "the system's own work could not be handed over");
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {}", chain(source)),
        None => error.to_string(),
    }
}

/// Ends when the process is asked to, by the terminal or by whatever supervises it.
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// The address that links lead to.
pub(crate) fn public_address(config: &Config) -> String {
    match config.get("server", "address") {
        "" => format!("http://{}", config.get("server", "listen")),
        address => address.trim_end_matches('/').to_owned(),
    }
}
