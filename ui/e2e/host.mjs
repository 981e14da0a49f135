import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const PAGE = join(PROJECT, "ui", "dist");
const TARGET = process.env.CARGO_TARGET_DIR ?? join(PROJECT, "target");
const STARTS_WITHIN_MS = 20_000;

/**
 * Starts the desk behind a server on this computer, over an empty ledger of its own. `files` are what the system's
 * dialog would answer.
 */
export async function startHost({ files = [] } = {}) {
  const data = await mkdtemp(join(tmpdir(), "seatbridge-e2e-"));
  const program = spawn(
    join(TARGET, "debug", "ui-host"),
    ["--page", PAGE, "--data", data, ...files.flatMap((file) => ["--file", file])],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise((resolve) => {
    program.once("exit", resolve);
    program.once("error", resolve);
  });
  const stop = async () => {
    program.kill();
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  // A runner that is ended leaves no host behind.
  process.once("exit", () => program.kill());

  try {
    const url = await addressOf(program, ended);
    const token = new URLSearchParams(new URL(url).hash.slice(1)).get("token");
    return { url, stop, ...asker(new URL(url).origin, token) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function addressOf(program, ended) {
  const lines = createInterface({ input: program.stdout });
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error("ui-host said no address in time")),
      STARTS_WITHIN_MS,
    );
  });
  const gone = ended.then((how) => {
    throw new Error(`ui-host did not start (${how}); build it with the workspace`);
  });
  const said = new Promise((resolve) => {
    lines.once("line", resolve);
  });
  try {
    return JSON.parse(await Promise.race([said, late, gone])).url;
  } finally {
    clearTimeout(timer);
    // The host's end, which comes after every test, is no failure any more.
    gone.catch(() => undefined);
  }
}

function asker(origin, token) {
  const headers = { "X-Seatbridge-Token": token, "Content-Type": "application/json" };
  return {
    /** Asks the desk as the window would. */
    call: async (name, argument) => {
      const body = JSON.stringify(argument);
      const answer = await fetch(`${origin}/call/${name}`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`${name}: HTTP ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    /** What the page asked of its host that only a window can do. */
    asked: async () => (await fetch(`${origin}/asked`, { headers })).json(),
  };
}
