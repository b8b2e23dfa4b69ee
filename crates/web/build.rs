//! Takes the built style sheet, script and fonts into the binary, compressed once.
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a build that lacks something stops; cargo speaks through the environment"
)]

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::{env, fs};

const KINDS: [(&str, &str); 5] = [
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
];

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate is");
    let dist = Path::new(&root).join("../../frontend/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    println!("cargo::rerun-if-changed=build.rs");
    let Ok(folder) = fs::read_dir(&dist) else {
        panic!("The style sheet and the fonts have not been built. Run `make assets` first.");
    };
    let mut paths: Vec<_> =
        folder.map(|entry| entry.expect("a file of the folder").path()).collect();
    paths.sort();
    let out = env::var("OUT_DIR").expect("cargo says where to write");
    let mut all = Sha256::new();
    let mut rows = String::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
        let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == extension) else { continue };
        let plain = fs::read(&path).expect("a built file reads");
        all.update(name.as_bytes());
        all.update(&plain);
        // Fonts are compressed already.
        let is_text = extension != "woff2";
        let mut sources = Vec::new();
        for (suffix, bytes) in [
            ("", Some(plain.clone())),
            (".gz", is_text.then(|| gzip(&plain))),
            (".br", is_text.then(|| brotli(&plain))),
        ] {
            sources.push(match bytes {
                Some(bytes) => {
                    let file = format!("{out}/{name}{suffix}");
                    fs::write(&file, bytes).expect("the build folder can be written");
                    format!("include_bytes!({file:?})")
                }
                None => "&[]".to_owned(),
            });
        }
        let [plain, gzip, brotli] = [&sources[0], &sources[1], &sources[2]];
        writeln!(
            rows,
            "    Asset {{ name: {name:?}, kind: {kind:?}, plain: {plain}, gzip: {gzip}, brotli: {brotli} }},"
        )
        .expect("a text grows");
    }
    let hash: String = all.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let code = format!(
        "/// A hash over all of them, for their address.\nconst HASH: &str = {hash:?};\n\
         const ASSETS: &[Asset] = &[\n{rows}];\n"
    );
    fs::write(format!("{out}/assets.rs"), code).expect("the build folder can be written");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
    writer.write_all(bytes).expect("memory takes it");
    drop(writer);
    out
}
