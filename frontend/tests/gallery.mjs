//! Pictures of every page, at 1280 and 320 pixels and without scripts.

import { mkdirSync } from "node:fs";
import { demonstration, launch, signIn, walk } from "./browser.mjs";

const { address, people } = demonstration();
const folder = process.env.KEPT_GALLERY ?? "../target/gallery";

function file(who, kind, width) {
  const name = kind.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home";
  return `${folder}/${who}/${name}-${width}.png`.toLowerCase().replaceAll(" ", "-");
}

async function pictures(page, who, kind) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    await page.screenshot({ path: file(who, kind, width), fullPage: true });
  }
}

const browser = await launch();
try {
  const context = await browser.newContext();
  const page = await context.newPage();
  mkdirSync(folder, { recursive: true });
  const start = ["/", "/?language=cy", "/nowhere", "/staff/sign-in"];
  await walk(page, address, start, (_, kind) => pictures(page, "public", kind), 1);
  for (const who of people) {
    const signedIn = await signIn(browser, address, who);
    await walk(
      signedIn.page,
      address,
      ["/staff"],
      async (path, kind) => path.startsWith("/staff") && pictures(signedIn.page, who.role, kind),
      1,
    );
    await signedIn.context.close();
  }
  console.log(`Pictures are in ${folder}`);
} finally {
  await browser.close();
}
