import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { COUNTS_WITHIN_MS, audit, openWindow, startBrowser } from "./browser.mjs";
import { startHost } from "./host.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

/** Waits until the place at hand has that heading. */
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

/** Waits until the place's primary action bears that name and can be chosen. */
const primary = (page, name, options) =>
  page
    .getByRole("button", { name })
    .and(page.locator("main [data-primary-action]:not([aria-disabled])"))
    .waitFor(options);

test("a sample goes from the first run to its receipt by the keyboard alone, and every screen can be read by all", async () => {
  const host = await startHost();
  try {
    const { page, faults } = await openWindow(browser, host);

    await heading(page, "Overview");
    await primary(page, "Review the sample export");
    await audit(page, host, "first run");

    await page.keyboard.press("Control+Enter");
    await heading(page, "Review before anything leaves");
    await primary(page, "Hand over 1 export…");
    await audit(page, host, "review");

    await page.keyboard.press("Control+Enter");
    await primary(page, "Hand over now");
    await audit(page, host, "before the hand-over");

    await page.keyboard.press("Control+Enter");
    await page.getByLabel(/^Steps of /).waitFor();
    await audit(page, host, "hand-over under way");
    await primary(page, "Open receipt", { timeout: COUNTS_WITHIN_MS });
    await audit(page, host, "counted");

    await page.keyboard.press("Control+Enter");
    await heading(page, /^Receipt /);
    await audit(page, host, "receipt");

    await page.keyboard.press("Control+4");
    await heading(page, "History");
    await page.getByRole("button", { name: /was counted, consumed/ }).waitFor();
    await page.getByRole("button", { name: /^Receipt / }).click();
    await heading(page, /^Receipt /);
    await page.keyboard.press("Control+4");
    await heading(page, "History");
    await audit(page, host, "history");
    await page.getByRole("button", { name: "Server: All servers" }).focus();
    await page.keyboard.press("Enter");
    const servers = page.getByRole("dialog", { name: "Server" });
    await servers.getByRole("option", { name: "All servers" }).waitFor();
    await audit(page, host, "the panel of servers in history");
    await page.keyboard.type("practice");
    await servers.getByRole("option", { name: "All servers" }).waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Server: .*practice/ }).waitFor();

    await page.keyboard.press("Control+5");
    await heading(page, "Settings");
    await audit(page, host, "settings");

    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await audit(page, host, "table of keys");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await page.keyboard.press("Control+1");
    await heading(page, "Overview");
    const overview = await host.call("overview", {});
    assert.equal(overview.empty, false, "what was counted stands in the overview");
    assert.equal(overview.servers.length, 1, "the sample's server is listed");
    await audit(page, host, "overview after a hand-over");

    assert.deepEqual(faults, [], "the browser complains of nothing, the page's policy included");
  } finally {
    await host.stop();
  }
});

test("a file that can't be used is told beside one that can, and settings are changed, with the pointer", async () => {
  const folder = await mkdtemp(join(tmpdir(), "seatbridge-e2e-files-"));
  const cutOff = join(folder, "cut-off.json");
  await writeFile(cutOff, '{"instance":{"host_name":"ghe-lab.example",');
  const host = await startHost({ files: [cutOff] });
  try {
    const { page, faults } = await openWindow(browser, host);

    await page.getByRole("button", { name: /sample-open\.json/ }).click();
    await heading(page, "Review before anything leaves");
    await primary(page, "Hand over 1 export…");
    await page.getByRole("button", { name: "Add files…" }).click();
    await page.getByRole("heading", { name: /cut-off\.json/ }).waitFor();
    await audit(page, host, "review with a file that can't be used");

    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("heading", { name: "How the number comes about" }).waitFor();
    await audit(page, host, "overview with the number of the sample's people");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await audit(page, host, "overview with the table of the steps");
    await page.getByRole("button", { name: /^−\d+ Suspended, show people$/ }).click();
    await heading(page, "People");
    const rows = page.getByRole("grid", { name: "People" }).getByRole("row");
    await rows.nth(1).waitFor();
    await audit(page, host, "people behind a figure");
    await rows.nth(1).click();
    await page.getByRole("complementary", { name: /is one person$/ }).waitFor();
    await audit(page, host, "why somebody is one person");
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Servers" }).click();
    await heading(page, "Servers");
    await page.getByRole("link", { name: "ghes-lab.practice.example" }).waitFor();
    await audit(page, host, "servers");
    await page.getByRole("link", { name: "ghes-lab.practice.example" }).click();
    await heading(page, "ghes-lab.practice.example");
    await page.getByRole("heading", { name: "Identity" }).waitFor();
    await audit(page, host, "one server");

    await page.getByRole("link", { name: "Settings" }).click();
    await heading(page, "Settings");
    await page.getByRole("button", { name: "日本語" }).click();
    await heading(page, "設定");
    await page.getByRole("button", { name: "ダーク" }).click();
    await page.locator('html[lang="ja"][data-color-mode="dark"]').waitFor();
    const { settings } = await host.call("shell", {});
    assert.deepEqual(
      [settings.language, settings.appearance],
      ["japanese", "dark"],
      "what was chosen is kept by the desk",
    );

    assert.deepEqual(faults, [], "the browser complains of nothing, the page's policy included");
  } finally {
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test("a page without the token is not let in", async () => {
  const host = await startHost();
  try {
    const { origin } = new URL(host.url);
    const asked = await fetch(`${origin}/call/shell`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Seatbridge-Token": "0".repeat(64) },
      body: "{}",
    });
    assert.equal(asked.status, 403, "another token opens nothing");
    const events = await fetch(`${origin}/events?token=`);
    assert.equal(events.status, 403, "events are told to nobody else");
  } finally {
    await host.stop();
  }
});
