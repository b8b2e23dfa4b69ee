//! Every page in a real browser: WCAG 2.2 AA by axe, no sideways scrolling at 320 pixels, nothing
//! that a policy blocks, and the main work done with scripts switched off.

import { readFileSync } from "node:fs";
import { demonstration, launch, shape, signIn, walk } from "./browser.mjs";

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// What GOV.UK Frontend itself does, and says why: a radio that reveals questions carries
// aria-expanded; a back link stands before the main landmark, as the Design System places it.
const ALLOWED = { "aria-allowed-attr": ".govuk-radios__input", region: ".govuk-back-link" };

const { address, people } = demonstration();
const failures = [];
const checked = new Set();

function fail(sentence) {
  failures.push(sentence);
  console.error(`  ${sentence}`);
}

/** Whatever the page logs as an error: blocked by the policy, missing, thrown. */
function listen(page, who) {
  page.on("console", (message) => {
    const isExpected = /the server responded with a status of 4/.test(message.text());
    if (message.type() === "error" && !isExpected) fail(`${who}: ${message.text()}`);
  });
  page.on("pageerror", (error) => fail(`${who}: ${error.message}`));
}

async function axe(page, where) {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    (tags) => window.axe.run({ runOnly: { type: "tag", values: tags } }),
    RULES,
  );
  for (const violation of found.violations) {
    const allowed = ALLOWED[violation.id];
    const nodes = violation.nodes.filter((node) => {
      return !allowed || !node.html.includes(allowed.slice(1));
    });
    for (const node of nodes.slice(0, 3)) {
      fail(`${where}: ${violation.id}: ${violation.help}: ${node.html.slice(0, 160)}`);
    }
  }
}

async function sideways(page, where) {
  const { wide, body } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    body: window.innerWidth,
  }));
  if (wide > body) fail(`${where} scrolls sideways: ${wide} pixels in a window of ${body}`);
}

/** One look at a page: at an office's width and at a telephone's, which is 1280 at 400%. */
async function look(page, where) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await axe(page, `${where} at 1280`);
  await page.setViewportSize({ width: 320, height: 900 });
  await sideways(page, `${where} at 320`);
  if (!checked.has(where.split(" of ")[0])) await axe(page, `${where} at 320`);
  checked.add(where.split(" of ")[0]);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Sends each form of the page as it stands: what is missing is told, and told accessibly. */
async function sendEmpty(page, where) {
  const form = page.locator("main form[method=post]").first();
  if (!(await form.count())) return;
  const here = page.url();
  const button = form.locator("button:visible, input[type=submit]:visible").last();
  if (!(await button.count())) return;
  // Buttons that act at once are for the journeys.
  if (/sign out|close what|same matter|find|approve|told them|take it out|welsh|english/i.test(await button.innerText())) return;
  await button.click();
  await page.waitForLoadState();
  if (await page.locator(".govuk-error-summary").count()) {
    await look(page, `${where}, refused`);
    const focused = await page.evaluate(() => document.activeElement?.className ?? "");
    if (!focused.includes("govuk-error-summary")) fail(`${where}: the summary has no focus`);
  }
  await page.goto(here);
}

async function everybody(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  listen(page, "the public");
  const start = ["/", "/enquiry", "/follow", "/?language=cy", "/nowhere", "/staff/sign-in"];
  const counts = await walk(page, address, start, async (path, kind) => {
    await look(page, `${kind} of the public`);
    await sendEmpty(page, `${kind} of the public`);
  });
  await context.close();
  return counts.size;
}

async function person(browser, who) {
  const { context, page } = await signIn(browser, address, who);
  listen(page, who.role);
  const counts = await walk(page, address, ["/staff", "/staff?language=cy"], async (path, kind, answer) => {
    if (!path.startsWith("/staff")) return;
    if (answer.status() >= 400) fail(`${who.role} is offered ${path}: ${answer.status()}`);
    await look(page, `${kind} of ${who.role}`);
    if (!checked.has(`${kind}, refused`)) await sendEmpty(page, `${kind} of ${who.role}`);
    checked.add(`${kind}, refused`);
  });
  await context.close();
  return counts.size;
}

/** The main work of the house, in a browser whose scripts are switched off. */
async function withoutScripts(browser) {
  const adviser = people.find((one) => /adviser/i.test(one.role));
  const context = { javaScriptEnabled: false };
  const { page } = await signIn(browser, address, adviser, context);
  await page.goto(`${address}/staff/contacts/new`);
  await page.check("[name=channel][value=letter]");
  await page.check("[name=who][value=new]");
  await page.fill("[name=name]", "Jo Example");
  await page.fill("[name=postcode]", "ZZ99 3WZ");
  await page.selectOption("[name=subject]", { index: 2 });
  await page.fill("[name=summary]", "A letter without a script");
  await page.check("[name=ending][value=case]");
  await page.selectOption("[name=assignee]", { index: 1 });
  await page.fill("[name=next-step]", "Write back");
  const soon = new Date(Date.now() + 20 * 86_400_000);
  await page.fill("[name=promised-day]", String(soon.getDate()));
  await page.fill("[name=promised-month]", String(soon.getMonth() + 1));
  await page.fill("[name=promised-year]", String(soon.getFullYear()));
  await page.click("main form button:has-text('Log contact')");
  const reference = /records\/([^?/]+)/.exec(page.url())?.[1];
  if (!reference) return fail(`without scripts, logging a contact led to ${page.url()}`);

  const resident = await (await browser.newContext(context)).newPage();
  await resident.goto(`${address}/follow`);
  await resident.fill("[name=reference]", reference);
  await resident.fill("[name=known]", "zz993wz");
  await resident.click("main form button");
  const said = await resident.locator("main").innerText();
  if (!said.includes("A letter without a script")) fail("without scripts, following failed");
}

/** A calendar changes: proposed, approved and followed, so that its pages are there to be seen. */
async function calendarsChange(browser) {
  const manager = people.find((one) => /customer services manager/i.test(one.role));
  const context = { javaScriptEnabled: false };
  const { page } = await signIn(browser, address, manager, context);
  const proposes = async (days) => {
    const day = new Date(Date.now() + days * 86_400_000);
    while ([0, 6].includes(day.getDay())) day.setDate(day.getDate() + 1);
    await page.goto(`${address}/staff/calendars/new/close`);
    await page.fill("[name=day-day]", String(day.getDate()));
    await page.fill("[name=day-month]", String(day.getMonth() + 1));
    await page.fill("[name=day-year]", String(day.getFullYear()));
    await page.fill("[name=name]", "Flood");
    await page.fill("[name=source]", "Emergency plan");
    await page.click("main form button:has-text('See what it moves')");
  };
  await proposes(2);
  await page.click("main form button:has-text('Approve')");
  if (!/calendars\/versions/.test(page.url())) fail(`approving a calendar led to ${page.url()}`);
  await proposes(7);
  const said = await page.locator("main").innerText();
  if (!said.includes("What it moves")) fail("a proposal does not say what it moves");
}

const browser = await launch();
try {
  const began = Date.now();
  await calendarsChange(browser);
  let pages = await everybody(browser);
  // Two people at a time: a machine has two cores, and each waits for the other's answers.
  const waiting = [...people];
  const walks = async () => {
    for (let who = waiting.shift(); who; who = waiting.shift()) {
      const kinds = await person(browser, who);
      pages += kinds;
    }
  };
  await Promise.all([walks(), walks()]);
  await withoutScripts(browser);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`${pages} kinds of page for ${people.length + 1} people in ${seconds} s`);
} finally {
  await browser.close();
}
if (failures.length) {
  console.error(`\n${failures.length} failures`);
  process.exit(1);
}
