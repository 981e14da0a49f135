import type {
  Decision,
  NearPerson,
  NewDecision,
  PersonAccount,
  PersonBox,
} from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";

/** A decision that can be made here, and what it says. */
export type Choice = Omit<NewDecision, "note"> & { words: string };

/** What can be decided about a person: each is about accounts, never about a name. */
export function choicesOf(person: PersonBox, near: NearPerson | null): Choice[] {
  const [first] = person.accounts;
  if (first === undefined) return [];
  const choices: Choice[] = [];
  const [beside] = near?.person.accounts ?? [];
  if (beside !== undefined) {
    choices.push({
      kind: "link",
      account: first.key,
      other: beside.key,
      words: m.people_decide_link({ one: accountWords(first), other: accountWords(beside) }),
    });
  }
  const cloud = person.accounts.find((account) => account.cloud);
  for (const account of person.accounts) {
    // Out of a person with a login in the cloud an account is taken from that login; else from any other account.
    const other =
      cloud === undefined || cloud === account
        ? person.accounts.find((one) => one !== account)
        : cloud;
    if (other !== undefined && !account.cloud) {
      choices.push({
        kind: "unlink",
        account: account.key,
        other: other.key,
        words: m.people_decide_unlink({ account: accountWords(account) }),
      });
    }
  }
  for (const account of person.accounts.filter(({ suspended }) => !suspended)) {
    choices.push({
      kind: "exclude",
      account: account.key,
      other: null,
      words: m.people_decide_exclude({ account: accountWords(account) }),
    });
  }
  choices.push({
    kind: "note",
    account: first.key,
    other: null,
    words: m.people_decide_note(),
  });
  return choices;
}

/** The decisions that name an account of this person. */
export function decisionsOf(person: PersonBox, decisions: readonly Decision[]): Decision[] {
  const keys = new Set(person.accounts.map(({ key }) => key));
  return decisions.filter(
    ({ account, other }) => keys.has(account) || (other !== null && keys.has(other)),
  );
}

/** What of a decision its words say. */
type Said = Pick<Decision, "kind" | "account" | "other">;

/** What a decision says that was made, by the accounts' keys: they may be another person's by now. */
export function decisionWords({ kind, account, other }: Said): string {
  const one = visible(account);
  switch (kind) {
    case "link":
      return m.people_decide_link({ one, other: visible(other ?? "") });
    case "unlink":
      return m.people_decide_unlink({ account: one });
    case "exclude":
      return m.people_decide_exclude({ account: one });
    case "note":
      return m.people_decided_note({ account: one });
  }
}

function accountWords({ key, login, host }: PersonAccount): string {
  if (login === null) return visible(key);
  return host === null
    ? m.people_account_in_cloud({ login: visible(login) })
    : m.people_account_on({ login: visible(login), host: visible(host) });
}
