import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

/** How long the practice enterprise may take to count, on a busy machine. */
export const COUNTS_WITHIN_MS = 90_000;

const ANSWERS_WITHIN_MS = 20_000;

// Nothing of a test leaves this computer, and no sandbox stands in a container.
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.SEATBRIDGE_CHROMIUM ?? "/usr/bin/chromium",
    args: ARGUMENTS,
  });
}

/** Opens the window's page. `faults` gathers whatever the browser complains of, a broken policy among it. */
export async function openWindow(browser, host) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(ANSWERS_WITHIN_MS);
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(host.url).origin)) faults.push(`asked ${request.url()}`);
  });
  await page.goto(host.url);
  return { page, faults };
}

const LOOKS = [
  { language: "japanese", lang: "ja", appearance: "dark" },
  { language: "japanese", lang: "ja", appearance: "light" },
  { language: "english", lang: "en", appearance: "dark" },
  // Last, so that what follows finds the English names.
  { language: "english", lang: "en", appearance: "light" },
];

/** Looks at a screen in both languages, light and dark: axe must find nothing. */
export async function audit(page, host, screen) {
  for (const look of LOOKS) {
    const { language, lang, appearance } = look;
    await host.call("change_settings", { language, appearance, side: null, enterprise: null });
    await page.locator(`html[lang="${lang}"][data-color-mode="${appearance}"]`).waitFor();
    await settle(page);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")}\n  ${node.failureSummary}`),
    );
    assert.deepEqual(found, [], `${screen}, ${lang}, ${appearance}: axe found something`);
  }
}

/** Colours change over a moment; half-way ones are nobody's. */
async function settle(page) {
  await page.evaluate(async () => {
    const finite = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity);
    // One that is held up, as behind a dialog, would never end.
    const held = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([Promise.allSettled(finite.map((animation) => animation.finished)), held]);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
