// Serves GitHub's published description of the licensing operations, and nothing else of it, by Prism: what doesn't fit is refused with
// 422, and what fits is answered with the published example. The first line on standard output is the address.
import { readFile } from "node:fs/promises";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";

const OPERATIONS = [
  "/enterprises/{enterprise}/consumed-licenses",
  "/enterprises/{enterprise}/license-sync-status",
  "/enterprises/{enterprise}/visual-studio-subscriptions",
];

const published = JSON.parse(
  await readFile(new URL("node_modules/@octokit/openapi/generated/ghec.json", import.meta.url)),
);

// The whole description has 14 MB, and refers to a file that is not in the package.
const description = {
  openapi: published.openapi,
  info: published.info,
  servers: [{ url: "/" }],
  paths: Object.fromEntries(OPERATIONS.map((path) => [path, published.paths[path]])),
};
// The published example of a `Link` leads to api.github.com, where a client of this server never goes.
for (const { get } of Object.values(description.paths)) delete get.responses["200"].headers;
copyReferences(description.paths, new Set());

function copyReferences(value, copied) {
  if (value === null || typeof value !== "object") return;
  const { $ref: reference } = value;
  if (typeof reference === "string" && !copied.has(reference)) {
    copied.add(reference);
    const steps = reference.replace("#/", "").split("/");
    const target = steps.reduce((at, step) => at[step], published);
    const last = steps.pop();
    steps.reduce((at, step) => (at[step] ??= {}), description)[last] = target;
    copyReferences(target, copied);
  }
  Object.values(value).forEach((part) => copyReferences(part, copied));
}

const server = createServer(await getHttpOperationsFromSpec(description), {
  cors: false,
  components: { logger: createLogger("contract", { level: "silent" }) },
  config: {
    mock: { dynamic: false },
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    // The published example does not fit the published schema (`github_com_two_factor_auth` is ""), and is answered all the same.
    validateResponse: false,
    errors: true,
    upstreamProxy: undefined,
  },
});
console.log(await server.listen(0, "127.0.0.1"));
// It ends with whoever started it.
process.stdin.resume().on("end", () => process.exit());
