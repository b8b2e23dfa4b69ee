//! `kept demo`: a demonstration council, generated and served.

use crate::config::Config;
use crate::database;
use crate::ending::{Ended, Ending, refused};
use crate::output;
use app::{Kept, MIGRATIONS, Random};
use clap::Args;
use db::{Address, Db, Options};
use demonstration::{DemoPerson, Size};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

/// Serves a demonstration council with generated records.
#[derive(Args)]
#[command(
    after_help = "It prints a sign-in for each role, with new passwords at every start. The records are \
made once, and used again by the next start. Everything in them is invented.\n\nExample:\n  kept demo --small --listen 127.0.0.1:8090"
)]
pub(crate) struct Call {
    /// Serve on this address and port
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Keep the records in this folder [default: kept-demo, among temporary files]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Throw the records away and generate them anew
    #[arg(long)]
    fresh: bool,
    /// Allow an address that other machines can reach
    #[arg(long)]
    public: bool,
    /// Generate 3,000 contacts instead of 120,000
    #[arg(long)]
    small: bool,
}

/// The seed of the demonstration: the same council for everybody.
const SEED: u64 = 20_260_914;

pub(crate) fn run(call: &Call) -> Ended {
    if !call.listen.ip().is_loopback() && !call.public {
        return Err(refused(format!(
            "{} can be reached from other machines. Add --public if that is meant.",
            call.listen
        )));
    }
    // Told now rather than after the minutes that a council takes.
    TcpListener::bind(call.listen).map_err(|e| {
        refused(format!(
            "Pages cannot be served on {}: {e}. Choose another one with --listen.",
            call.listen
        ))
    })?;
    let folder = call.data.clone().unwrap_or_else(|| std::env::temp_dir().join("kept-demo"));
    let file = folder.join(if call.small { "kept-small.db" } else { "kept.db" });
    if call.fresh {
        remove(&file)?;
    }
    std::fs::create_dir_all(&folder)
        .map_err(|e| refused(format!("{} could not be made: {e}.", folder.display())))?;
    let kept = if file.exists() {
        database::open_at(&format!("sqlite:{}", file.display()))?
    } else {
        generate(&file, if call.small { Size::Small } else { Size::Full })?
    };
    let people = sign_ins(&kept)?;
    let config = Config::read(None)?
        .with("server", "listen", &call.listen.to_string())
        .with("server", "https", "false");
    crate::serve::start_logging(&config.clone().with("log", "level", "warn"))?;
    crate::serve::serve(kept, &config, |address| print(address, &people))
}

/// Generates into a file beside, so that what was interrupted is never taken for a whole council.
fn generate(file: &Path, size: Size) -> Result<Kept, Ending> {
    let beside = file.with_extension("generating");
    remove(&beside)?;
    let number = match size {
        Size::Full => "120,000",
        Size::Small => "3,000",
    };
    output::say(format_args!("Generating a council with {number} contacts."));
    let trouble = |e: db::DbError| database::trouble(&e);
    let now = app::time::now();
    {
        let db = Db::open(&Address::sqlite(&beside), &Options::default()).map_err(trouble)?;
        db::migrate(&db, MIGRATIONS, now).map_err(trouble)?;
        let kept = Kept::with_random(db, Random::seeded(SEED));
        demonstration::build(&kept, size, SEED, now, &|_| {})
            .map_err(|fault| database::fault(&fault))?;
    }
    std::fs::rename(&beside, file)
        .map_err(|e| refused(format!("{} could not be written: {e}.", file.display())))?;
    database::open_at(&format!("sqlite:{}", file.display()))
}

/// Removes a database with the files that go with it.
fn remove(file: &Path) -> Ended {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        let path = PathBuf::from(name);
        if path.exists() {
            std::fs::remove_file(&path)
                .map_err(|e| refused(format!("{} could not be removed: {e}.", path.display())))?;
        }
    }
    Ok(())
}

/// One person for each role, each with a new password.
fn sign_ins(kept: &Kept) -> Result<Vec<(DemoPerson, String)>, Ending> {
    let mut people = Vec::new();
    for person in demonstration::people(kept).map_err(|fault| database::fault(&fault))? {
        let password = app::secret_token().chars().take(12).collect::<String>();
        demonstration::set_password(kept, &person, &password, app::time::now())
            .map_err(|fault| database::fault(&fault))?;
        people.push((person, password));
    }
    Ok(people)
}

fn print(address: SocketAddr, people: &[(DemoPerson, String)]) -> Ended {
    output::line(format_args!("The public's pages: http://{address}/"))?;
    output::line(format_args!("Staff sign in at:   http://{address}/staff"))?;
    output::line("")?;
    let width = |of: fn(&DemoPerson) -> &str| {
        people.iter().map(|(person, _)| of(person).chars().count()).max().unwrap_or(0)
    };
    let (role, email) = (width(|person| &person.role), width(|person| &person.email));
    for (person, password) in people {
        output::line(format_args!("{:role$}  {:email$}  {password}", person.role, person.email))?;
    }
    output::line("")?;
    output::line("Everything in it is invented. Stop it with Ctrl+C.")
}
