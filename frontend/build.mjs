//! Builds frontend/dist from the locked packages: styles, script, typeface, icon and licences.
//
// Run by `npm run build` after `npm ci`. Nothing it writes is committed; the server embeds the
// folder. It prints the size of each file, raw and as a browser would fetch it.

import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const dist = join(here, "dist");

const GOVUK = join(packages, "govuk-frontend");
const FONT = join(packages, "@fontsource", "atkinson-hyperlegible-next");

function buildStyles() {
  const { css } = sass.compile(join(here, "src", "kept.scss"), {
    style: "compressed",
    loadPaths: [packages],
  });
  // What a council may not use, or what would be fetched from elsewhere, must not slip in with
  // an update: GDS Transport, the Royal Arms, any address but our own typeface's.
  const found = css.match(/GDS Transport|govuk-crest|@import|url\((?!"?(?:atkinson-|data:))/i);
  if (found) throw new Error(`kept.css contains "${found[0]}", which it must not`);
  writeFileSync(join(dist, "kept.css"), css);
}

function copyScripts() {
  const library = readFileSync(join(GOVUK, "dist", "govuk", "govuk-frontend.min.js"), "utf8");
  // Its source map is not shipped, so browsers need not ask for it.
  writeFileSync(join(dist, "govuk-frontend.min.js"), library.replace(/\n?\/\/# sourceMappingURL=.*/, ""));
  for (const script of ["kept.js", "editor.js"]) copyFileSync(join(here, "src", script), join(dist, script));
}

function copyFonts() {
  for (const subset of ["latin", "latin-ext"]) {
    for (const weight of [400, 700]) {
      const file = `atkinson-hyperlegible-next-${subset}-${weight}-normal.woff2`;
      copyFileSync(join(FONT, "files", file), join(dist, file));
    }
  }
}

/** Both licences ask that their text goes wherever the files go. */
function writeLicences() {
  // The govuk-frontend package names its licence without shipping the text, so we keep it.
  const govuk = readFileSync(join(here, "src", "licence-govuk-frontend.txt"), "utf8").trim();
  const font = readFileSync(join(FONT, "LICENSE"), "utf8").trim();
  const rule = "-".repeat(72);
  writeFileSync(
    join(dist, "licences.txt"),
    `GOV.UK Frontend\n\n${govuk}\n\n${rule}\n\nAtkinson Hyperlegible Next\n\n${font}\n`,
  );
}

function reportSizes() {
  for (const file of readdirSync(dist).sort()) {
    const bytes = readFileSync(join(dist, file));
    const squeezed = gzipSync(bytes, { level: 9 }).length;
    console.log(`${file.padEnd(58)}${String(bytes.length).padStart(8)}  gzip ${String(squeezed).padStart(6)}`);
  }
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
buildStyles();
copyScripts();
copyFonts();
copyFileSync(join(here, "src", "favicon.svg"), join(dist, "favicon.svg"));
writeLicences();
reportSizes();
