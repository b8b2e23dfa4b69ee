//! A `kept serve` that runs, is asked to stop, or is killed.

use crate::calls::{Place, Told};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A process that serves pages on a port that the system chose.
pub(crate) struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    first_line: String,
    log: std::path::PathBuf,
    pub(crate) address: SocketAddr,
}

impl Place {
    /// Serves, and reads the address from what it prints.
    pub(crate) fn serves(&self) -> Server {
        Server::start(self, self.command(&["serve"]))
    }
}

impl Server {
    /// Starts a command that serves.
    #[track_caller]
    pub(crate) fn start(place: &Place, mut command: Command) -> Server {
        let log = place.path("log");
        let log_file = File::options().create(true).append(true).open(&log).unwrap();
        command.env("KEPT_SERVER_LISTEN", "127.0.0.1:0");
        command.stdout(Stdio::piped()).stderr(log_file);
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut first_line = String::new();
        out.read_line(&mut first_line).unwrap();
        let address = first_line.trim().trim_end_matches('/').rsplit_once("http://");
        let address = address.and_then(|(_, at)| at.parse().ok());
        let Some(address) = address else {
            child.wait().unwrap();
            panic!("it does not serve: {first_line}{}", std::fs::read_to_string(&log).unwrap());
        };
        Server { child, out, first_line, log, address }
    }

    /// Asks it to stop, as whatever supervises it does, and waits until it has.
    pub(crate) fn stop(mut self) -> Told {
        let asked = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        assert!(asked.unwrap().success());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        let code = self.child.wait().unwrap().code().unwrap_or(-1);
        let err = std::fs::read_to_string(&self.log).unwrap();
        Told { code, out: format!("{}{rest}", self.first_line), err }
    }

    /// The next line of its output with these words.
    pub(crate) fn reads_until(&mut self, words: &str) -> String {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "“{words}” is not printed");
        }
        line
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Kills it where it stands.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that fails leaves no process behind; one that has ended cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
