//! A PostgreSQL server in a temporary folder, for as long as the test process lives.
//!
//! A small shell process holds the server on a leash: its input is a pipe from this process, and
//! when that closes, however this process ended, it stops the server and removes the folder.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use ::postgres::{Client, NoTls};

/// What a test sees when there is no server to start.
const MISSING: &str = "these tests need PostgreSQL: install Debian's package `postgresql`";
/// The superuser, and its password over TCP.
const USER: &str = "kept";
/// How often a port that somebody else took meanwhile is replaced by another.
const PORTS: u32 = 5;
/// What the watching shell does: waits for the end of its input, then cleans up.
const LEASH: &str = "trap '' INT TERM HUP; cat >/dev/null; \
                     \"$1\" stop -D \"$2/data\" -m immediate >/dev/null 2>&1; rm -rf \"$2\"";

/// A running server. One that is dropped is stopped.
pub struct PostgresServer {
    folder: PathBuf,
    port: u16,
    binaries: Binaries,
    databases: AtomicU32,
    _leash: Leash,
}

/// The shell that watches; it does its work when this is dropped or the process ends.
struct Leash(Child);

impl Drop for Leash {
    fn drop(&mut self) {
        self.0.stdin = None;
        let _ = self.0.wait();
    }
}

/// Where the server's programs are, and as whom to run them.
#[derive(Clone)]
struct Binaries {
    folder: Option<PathBuf>,
    user: Option<(u32, u32)>,
}

impl PostgresServer {
    /// The server that all tests of this process share.
    pub fn shared() -> &'static Self {
        static SERVER: OnceLock<PostgresServer> = OnceLock::new();
        SERVER.get_or_init(|| Self::start(&[]))
    }

    /// Starts a server of one's own, with settings such as `fsync=off`.
    ///
    /// # Panics
    /// If PostgreSQL isn't installed, or doesn't start.
    pub fn start(settings: &[&str]) -> Self {
        let binaries = Binaries::find();
        let folder = tempfile::Builder::new().prefix("kept-pg-").tempdir();
        let folder = folder.expect("a temporary folder").keep();
        if let Some((user, group)) = binaries.user {
            chown(&folder, Some(user), Some(group)).expect("the folder handed to the server");
        }
        let leash = binaries.leash(&folder);
        binaries.initialise(&folder);
        for _ in 0..PORTS {
            let port = free_port();
            if binaries.start(&folder, port, settings).status.success() {
                let databases = AtomicU32::new(0);
                return Self { folder, port, binaries, databases, _leash: leash };
            }
        }
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        panic!("PostgreSQL did not start:\n{log}");
    }

    /// The folder, which holds `data` and the socket.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The port of its socket and on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// A database's address through the Unix socket.
    pub fn address(&self, database: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://{USER}@{folder}:{}/{database}", self.port)
    }

    /// A database's address through TCP on this machine, with its password.
    pub fn tcp_address(&self, database: &str) -> String {
        format!("postgres://{USER}:{USER}@127.0.0.1:{}/{database}", self.port)
    }

    /// Creates a database and returns its name; a copy of `template` if there is one.
    pub fn create_database(&self, template: Option<&str>) -> String {
        let name = format!("kept_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let template = template.unwrap_or("template0");
        self.run(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        name
    }

    /// Removes a database, whoever is still connected.
    pub fn drop_database(&self, name: &str) {
        self.run(&format!("DROP DATABASE {name} WITH (FORCE)"));
    }

    /// Runs a statement as superuser.
    ///
    /// # Panics
    /// If the server refuses it.
    pub fn run(&self, sql: &str) {
        let mut client = self.administrator();
        client.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }

    /// A plain connection as superuser.
    ///
    /// # Panics
    /// If there is none to be had.
    pub fn administrator(&self) -> Client {
        Client::connect(&self.address("postgres"), NoTls).expect("a connection to the test server")
    }

    /// Has the server answer with this certificate and key, both PEM, to those who want
    /// encryption.
    ///
    /// # Panics
    /// If the server doesn't take them.
    pub fn install_certificate(&self, certificate: &str, key: &str) {
        let data = self.folder.join("data");
        for (name, text) in [("server.crt", certificate), ("server.key", key)] {
            let file = data.join(name);
            fs::write(&file, text).expect("a file beside the server's data");
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("its owner's");
            if let Some((user, group)) = self.binaries.user {
                chown(&file, Some(user), Some(group)).expect("a file handed to the server");
            }
        }
        self.run("ALTER SYSTEM SET ssl = on");
        self.run("SELECT pg_reload_conf()");
        // The server takes it up in its own time; connections show when it has.
        while self.setting("ssl") != "on" {
            std::thread::yield_now();
        }
    }

    fn setting(&self, name: &str) -> String {
        let found = self.administrator().query_one("SELECT current_setting($1)", &[&name]);
        found.map(|row| row.get(0)).unwrap_or_default()
    }

    /// Stops the server and starts it again, as a machine does that is updated. `immediate`
    /// breaks connections without a word.
    ///
    /// # Panics
    /// If it doesn't come back.
    pub fn restart(&self, immediate: bool) {
        self.stop(immediate);
        let started = self.binaries.start(&self.folder, self.port, &[]);
        assert!(started.status.success(), "PostgreSQL did not start again");
    }

    /// Stops the server.
    pub fn stop(&self, immediate: bool) {
        let mode = if immediate { "immediate" } else { "fast" };
        let mut stop = self.binaries.command("pg_ctl");
        stop.arg("stop").arg("-D").arg(self.folder.join("data")).args(["-w", "-m", mode]);
        finished(stop);
    }
}

impl Binaries {
    fn find() -> Self {
        let mut places = vec![None];
        let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let mut versions: Vec<PathBuf> = debian.map(|entry| entry.path().join("bin")).collect();
        versions.sort();
        places.extend(versions.into_iter().rev().map(Some));
        let user = server_user();
        for folder in places {
            let binaries = Self { folder, user };
            let mut version = binaries.command("postgres");
            let found = version.arg("--version").current_dir("/").output();
            if found.is_ok_and(|output| output.status.success()) {
                return binaries;
            }
        }
        panic!("{MISSING}");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.as_ref().map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
    }

    fn command(&self, name: &str) -> Command {
        self.as_server(Command::new(self.path(name)))
    }

    /// The server refuses to run as root, so then everything of it runs as another user.
    fn as_server(&self, mut command: Command) -> Command {
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        // An interrupt from the keyboard ends the tests; the leash then ends the server.
        command.process_group(0).stdin(Stdio::null()).current_dir("/");
        command
    }

    fn leash(&self, folder: &Path) -> Leash {
        let mut shell = self.as_server(Command::new("sh"));
        shell.args(["-c", LEASH, "leash"]).arg(self.path("pg_ctl")).arg(folder);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Leash(shell.spawn().expect("a shell to watch the test server"))
    }

    fn initialise(&self, folder: &Path) {
        let password = folder.join("password");
        fs::write(&password, USER).expect("a file in the temporary folder");
        let mut init = self.command("initdb");
        init.arg("-D").arg(folder.join("data")).arg("--pwfile").arg(&password);
        init.args(["-U", USER, "--auth-local=trust", "--auth-host=scram-sha-256"]);
        init.args(["--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"]);
        let output = finished(init);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "initdb failed: {said}");
    }

    fn start(&self, folder: &Path, port: u16, settings: &[&str]) -> Output {
        let mut options = format!(
            "-p {port} -k {} -c listen_addresses=127.0.0.1 -c max_connections=200 \
             -c shared_buffers=64MB -c wal_level=minimal -c max_wal_senders=0",
            folder.display()
        );
        for setting in settings {
            options.push_str(" -c ");
            options.push_str(setting);
        }
        let mut start = self.command("pg_ctl");
        start.arg("start").arg("-D").arg(folder.join("data")).arg("-l").arg(folder.join("log"));
        start.args(["-w", "-s", "-o", &options]);
        // The server inherits these; a pipe would stay open as long as it runs.
        start.stdout(Stdio::null()).stderr(Stdio::null());
        finished(start)
    }
}

fn finished(mut command: Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{MISSING} ({error})"))
}

/// Whom to run the server as: nobody else unless this process is root.
fn server_user() -> Option<(u32, u32)> {
    let me = fs::metadata("/proc/self").expect("this process").uid();
    if me != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("the list of users");
    let named = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2).map(str::parse);
        Some((fields.next()?.ok()?, fields.next()?.ok()?))
    };
    Some(named("postgres").or_else(|| named("nobody")).expect("a user other than root"))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("the port's number").port()
}
