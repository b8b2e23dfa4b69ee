//! A browser over the demonstration council: its addresses, its people, and a walk over its pages.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** The browser that is installed. */
function executable() {
  const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error("Chromium is not installed. Run: sudo apt-get install chromium");
  return found;
}

export async function launch() {
  // Everything that is opened is this machine's own; as root Chromium has no sandbox.
  return chromium.launch({ executablePath: executable(), args: ["--no-sandbox"] });
}

/** What `kept demo` printed: where it is and who can sign in. */
export function demonstration() {
  const printed = process.env.KEPT_DEMO ?? "";
  const address = /http:\/\/[^/\s]+/.exec(printed)?.[0];
  if (!address) throw new Error("KEPT_DEMO does not hold what kept demo printed.");
  const people = [...printed.matchAll(/^(\S.*?)\s{2,}(\S+@\S+)\s+(\S+)$/gm)].map(
    ([, role, email, password]) => ({ role, email, password }),
  );
  return { address, people };
}

/** Signs somebody in, in a context of their own. */
export async function signIn(browser, address, person, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${address}/staff/sign-in`);
  await page.fill("[name=email]", person.email);
  await page.fill("[name=password]", person.password);
  await page.click("main form button[type=submit]");
  await page.waitForURL((url) => !url.pathname.startsWith("/staff/sign-in"));
  return { context, page };
}

/** The address of a page with its references, months and numbers taken out: pages alike. */
export function shape(address) {
  const url = new URL(address);
  const path = url.pathname
    .replace(/\/records\/[^/]+/, "/records/:reference")
    .replace(/\/promises\/\d+/, "/promises/:number")
    .replace(/\/sent\/[^/]+/, "/sent/:reference")
    .replace(/\/periods\/[^/]+/, "/periods/:month")
    .replace(/\/drafts\/\d+/, "/drafts/:draft")
    .replace(/\/(forewords|sections|commitments|services|stages|opt-outs|translations)\/(?!new)[^/]+$/, "/$1/:name")
    .replace(/\/points\/\d+/, "/points/:consultation")
    .replace(/\/proposals\/[^/]+/, "/proposals/:proposal")
    .replace(/\/versions\/[^/]+/, "/versions/:version")
    .replace(/\/:version\/[^/]+/, "/:version/:standard")
    .replace(/\/readings\/(?!file$)[^/]+/, "/readings/:standard")
    .replace(/\/correct\/\d+/, "/correct/:reading")
    .replace(/\/evidence\/\d+/, "/evidence/:piece")
    .replace(/\/confirm\/[^/]+/, "/confirm/:service")
    .replace(/\/partners\/\d+/, "/partners/:provider")
    .replace(/\/contract\/\d+/, "/contract/:contract")
    .replace(/\/standards\/(?!handbook|versions)[^/]+/, "/standards/:standard");
  const names = [...new Set(url.searchParams.keys())].sort();
  return path + (names.length ? `?${names.join("&")}` : "");
}

/** Every page that can be reached by links, a few of each shape. */
export async function walk(page, address, from, each, most = 2) {
  const waiting = [...from];
  const seen = new Set(waiting);
  const counts = new Map();
  while (waiting.length) {
    const next = waiting.shift();
    const kind = shape(address + next);
    const count = counts.get(kind) ?? 0;
    if (count >= most) continue;
    counts.set(kind, count + 1);
    const answer = await page.goto(address + next);
    await each(next, kind, answer);
    const links = await page.$$eval("a[href]", (all) =>
      all.map((link) => [link.href, link.closest("main") !== null]),
    );
    for (const [link] of links) {
      const url = new URL(link);
      const to = url.pathname + url.search;
      // The other language has its own start; every page again would prove nothing more.
      const isFile = url.pathname.endsWith("/file") || url.pathname.endsWith(".json");
      const isElsewhere = isFile || url.searchParams.has("language");
      if (url.origin === address && !isElsewhere && !seen.has(to)) {
        seen.add(to);
        waiting.push(to);
      }
    }
  }
  return counts;
}
