import { expect, test } from "vitest";
import { enterpriseAddressOf } from "./address";

test.each([
  ["https://github.com/enterprises/hoshino", { host: "github.com", slug: "hoshino" }],
  ["https://github.com/enterprises/hoshino/people?x=1", { host: "github.com", slug: "hoshino" }],
  [" hoshino.GHE.com/enterprises/hoshino ", { host: "hoshino.ghe.com", slug: "hoshino" }],
  ["hoshino", null],
  ["https://github.com/orgs/hoshino", null],
])("%s", (text, address) => {
  expect(enterpriseAddressOf(text)).toEqual(address);
});
