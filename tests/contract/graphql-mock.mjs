// Executes documents against GitHub's published GraphQL schema with invented values: a document that doesn't validate is refused with 400.
// The first line on standard output is the address.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { addMocksToSchema } from "@graphql-tools/mock";
import { buildSchema, execute, parse, validate } from "graphql";

const MOMENT = "2026-11-02T09:00:00Z";
let numbered = 0;
// An id tells its type, so that a node is found by it again.
const withId = (type) => [type, () => ({ id: `${type}:${++numbered}` })];
const PROVIDERS = ["EnterpriseIdentityProvider", "OIDCProvider", "OrganizationIdentityProvider"];

const text = await readFile(
  new URL("node_modules/@octokit/graphql-schema/schema.graphql", import.meta.url),
  "utf8",
);
// Two fields are printed twice in the published file.
const schema = addMocksToSchema({
  schema: buildSchema(text, { assumeValidSDL: true }),
  mocks: {
    Int: () => 7,
    Boolean: () => true,
    String: () => "invented",
    DateTime: () => MOMENT,
    PageInfo: () => ({ hasNextPage: false, endCursor: null }),
    EnterpriseServerInstallation: () => ({ hostName: "ghe.example" }),
    EnterpriseServerUserAccountEmail: () => ({ email: "mona@corp.example" }),
    Organization: () => ({ login: `octo-${++numbered}` }),
    ...Object.fromEntries(PROVIDERS.map(withId)),
  },
  resolvers: (store) => ({
    Query: {
      node: (_, { id }) =>
        store.get(PROVIDERS.find((type) => id.startsWith(type)) ?? "EnterpriseServerInstallation", id),
    },
    // Two pages, so that the question for a further one is asked as well.
    EnterpriseServerInstallation: {
      userAccountsUploads: (_, { after }) => ({
        pageInfo: { hasNextPage: after == null, endCursor: "next" },
        nodes: [
          {
            id: after ?? "first",
            name: "invented.json",
            syncState: "SUCCESS",
            createdAt: MOMENT,
            updatedAt: MOMENT,
          },
        ],
      }),
    },
  }),
});

const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const { query, variables } = JSON.parse(body);
  const document = parse(query);
  const errors = validate(schema, document);
  const answer =
    errors.length > 0 ? { errors } : await execute({ schema, document, variableValues: variables });
  response.writeHead(errors.length > 0 ? 400 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer));
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
// It ends with whoever started it.
process.stdin.resume().on("end", () => process.exit());
