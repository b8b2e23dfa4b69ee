//! A disk that is full, and has room again: a small one that only the binary sees.

use crate::calls::{Place, Told, many_requests, repository, word};
use crate::officers::{Letter, letter};
use crate::servers::Server;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// Mounts a disk of some size over a folder, fills it up to what it is told to leave, and goes on
/// with the rest of the words.
const ON_A_SMALL_DISK: &str = "disk=$1 size=$2; shift 2; \
                               mount -t tmpfs -o size=$size tmpfs \"$disk\" && exec \"$@\"";

/// A place with a folder that is to be a small disk.
struct SmallDisk {
    place: Place,
    disk: PathBuf,
}

impl SmallDisk {
    /// None, and a note of what did not run, where this user may not mount anything.
    fn new(test: &str) -> Option<SmallDisk> {
        let mut place = Place::new();
        let disk = place.path("disk");
        std::fs::create_dir(&disk).unwrap();
        place.url = format!("sqlite:{}", disk.join("kept.db").display());
        let small = SmallDisk { place, disk };
        let can = small.shell("1m", "true").output().is_ok_and(|output| output.status.success());
        if can { Some(small) } else { did_not_run(test) }
    }

    /// A command that sees the disk, as long as it lives.
    fn command(&self, size: &str, words: &[&str]) -> Command {
        let kept = self.place.command(&[]);
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK, "small-disk"]);
        command.args([word(&self.disk), size]).args(words);
        command.current_dir(self.place.path("")).env("KEPT_DATABASE_URL", &self.place.url);
        command.env("KEPT", kept.get_program());
        command
    }

    /// A shell script that sees the disk; `$KEPT` is the binary.
    fn shell(&self, size: &str, script: &str) -> Command {
        self.command(size, &["sh", "-c", script])
    }
}

#[expect(clippy::disallowed_methods, reason = "tests are told where to say what did not run")]
#[expect(clippy::print_stdout, reason = "what did not run is said")]
fn did_not_run<T>(test: &str) -> Option<T> {
    println!("{test} did not run: this user may not mount a disk");
    if let Some(list) = std::env::var_os("KEPT_NOT_RUN") {
        let list = File::options().create(true).append(true).open(list);
        writeln!(list.unwrap(), "{test}: this user may not mount a disk").unwrap();
    }
    None
}

#[test]
fn an_import_that_fills_the_disk_keeps_what_it_took_and_goes_on_once_there_is_room() {
    let Some(small) = SmallDisk::new("a full disk, importing") else { return };
    let map = repository("maps/boston-311.toml");
    small.place.file("rows.csv", many_requests(4_000));
    // All in one, because the disk is gone with the process.
    let import = format!("\"$KEPT\" import records rows.csv --map '{}' --json", word(&map));
    let script = format!(
        "\"$KEPT\" migrate || exit 9
         {import} >first.out 2>first.err; echo $? >first.code
         \"$KEPT\" audit verify >sound.out 2>&1 && \"$KEPT\" ledger rebuild --check >>sound.out 2>&1
         echo $? >sound.code
         mount -o remount,size=200m disk || exit 9
         {import} >second.out 2>second.err; echo $? >second.code
         \"$KEPT\" ledger rebuild --check && \"$KEPT\" audit verify"
    );
    Told::of(small.shell("3m", &script).output().unwrap()).done();
    let read = |name: &str| std::fs::read_to_string(small.place.path(name)).unwrap();
    let told = |name: &str| Told {
        code: read(&format!("{name}.code")).trim().parse().unwrap(),
        out: read(&format!("{name}.out")),
        err: read(&format!("{name}.err")),
    };
    told("first").refused(&["The disk is full", "Make room and try again", "nothing was half"]);
    assert_eq!(read("sound.code").trim(), "0", "{}", read("sound.out"));
    let report = told("second").done().json();
    let number = |key: &str| report[key].as_i64().unwrap();
    assert_eq!((number("read"), number("rejected")), (4_000, 0), "{report}");
    assert!(number("unchanged") > 0 && number("created") > 0, "{report}");
    assert_eq!(number("unchanged") + number("created"), 4_000, "{report}");
}

#[test]
fn a_form_that_does_not_fit_is_kept_on_the_page_and_done_once_there_is_room() {
    let Some(small) = SmallDisk::new("a full disk, serving") else { return };
    let script = "\"$KEPT\" migrate >&2 || exit 9
                  \"$KEPT\" charter adopt rossendale --from 2020-01-01 >&2 || exit 9
                  \"$KEPT\" user add manager@netherby.example --name Ada \
                      --role customer-services-manager >link || exit 9
                  exec \"$KEPT\" serve";
    let server = Server::start(&small.place, small.shell("12m", script));
    let link = std::fs::read_to_string(small.place.path("link")).unwrap();
    let mut manager = crate::officers::signs_in_with(&link, &server, "manager@netherby.example");
    // The disk as the process sees it.
    let disk = format!("/proc/{}/root{}", server.process(), word(&small.disk));
    let filler = PathBuf::from(disk).join("filler");
    let mut given = Vec::new();
    let (form, failed) = loop {
        if given.len() == 5 {
            let mut file = File::create(&filler).unwrap();
            while file.write_all(&[0; 4_096]).is_ok() {}
        }
        let page = manager.opens("/staff/contacts/new");
        let details = "x".repeat(20_000);
        let summary = format!("Letter {}", given.len());
        let letter = letter(&page, &Letter { details: &details, ..Letter::about(&summary) });
        let answer = manager.ask("/staff/contacts/new", Some(&letter)).unwrap();
        match answer.status {
            303 => given.push(answer.location.unwrap()),
            _ => break (letter, answer),
        }
        assert!(given.len() < 2_000, "the disk is not full");
    };
    assert_eq!(failed.status, 500);
    assert!(failed.body.contains("Sorry, something went wrong"), "{}", failed.body);
    assert!(failed.body.contains(&format!("Letter {}", given.len())), "what was typed is lost");
    // Pages that only read go on, and so does everything once there is room.
    manager.opens("/staff/lists/all");
    std::fs::remove_file(&filler).unwrap();
    given.push(manager.ask("/staff/contacts/new", Some(&form)).unwrap().leads());
    for (number, address) in given.iter().enumerate() {
        assert!(manager.opens(address).body.contains(&format!("Letter {number}")));
    }
    let told = server.stop();
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("the disk is full"), "{}", told.err);
}
