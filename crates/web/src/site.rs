//! A site: a Kept with its settings and its clock, served.

use crate::http;
use crate::routes::ROUTES;
use app::access::{Permission, Reach};
use app::{Actor, Kept};
use axum::Router;
use db::DbError;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// How a site is reached.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether browsers reach it by HTTPS: then cookies are bound to it.
    pub is_secure: bool,
    /// Whether a trusted proxy stands before it and says where requests come from.
    pub is_behind_proxy: bool,
}

/// A site: a Kept with its settings and its clock.
pub struct Site {
    pub(crate) kept: Kept,
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    /// The system, for what people without an account do.
    pub(crate) public: Actor,
    /// The texts of the ready-made charters, from which drafts begin.
    pub(crate) ready_made: &'static [&'static str],
}

/// Where a site reads the time: handed in, so that tests move it.
pub type Clock = Box<dyn Fn() -> Timestamp + Send + Sync>;

impl Site {
    /// A site over a Kept whose database has been brought up to date.
    pub fn new(kept: Kept, settings: Settings, clock: Clock) -> Result<Site, DbError> {
        let mut public = kept.system("public pages")?;
        // Whoever has no account can tell the body something, and nothing else.
        let everywhere = BTreeSet::from([Permission::LogContacts]);
        public.reach = Reach { everywhere, ..Reach::default() };
        Ok(Site { kept, settings, clock, public, ready_made: &[] })
    }

    /// The same, offering ready-made charters to begin drafts from.
    #[must_use]
    pub fn offering(mut self, ready_made: &'static [&'static str]) -> Site {
        self.ready_made = ready_made;
        self
    }

    /// The router over all pages.
    pub fn router(self) -> Router {
        http::router(Arc::new(self), ROUTES)
    }
}

/// How long requests under way may take once the process is asked to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves a site until the process is asked to stop; requests under way are finished. A browser
/// that never sends the rest of its request keeps nobody waiting for ever.
pub async fn serve(
    listener: tokio::net::TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let (asked, is_asked) = tokio::sync::oneshot::channel::<()>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async {
        stop.await;
        drop(asked);
    });
    let too_late = async {
        // Ends when the other side is dropped.
        let _ = is_asked.await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = serving => served,
        () = too_late => {
            tracing::warn!("requests that took too long were not finished");
            Ok(())
        }
    }
}
