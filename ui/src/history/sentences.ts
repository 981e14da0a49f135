import {
  AlertIcon,
  BrowserIcon,
  CheckIcon,
  ClockIcon,
  CloudIcon,
  CircleSlashIcon,
  EyeClosedIcon,
  FileIcon,
  OrganizationIcon,
  PencilIcon,
  ShieldLockIcon,
  TrashIcon,
  XIcon,
  type Icon,
} from "@primer/octicons-react";
import type { HistoryEntry, Link } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { enterpriseInSentence } from "../words/enterprises";
import { count, size } from "../words/numbers";
import { choiceOf, numberOf, textOf, type Params } from "../words/params";
import { visible } from "../words/names";

/** What an entry says: one sentence with marks in it, and what stands in smaller type below. */
export type EntryWords = {
  sentence: ReturnType<typeof m.history_counted.parts>;
  /** The same sentence as plain text. */
  plain: string;
  detail: string | null;
  Icon: Icon;
  tone: "success" | "danger" | "attention" | "accent" | "plain";
};

type Look = Pick<EntryWords, "Icon" | "tone">;

const PLAIN = (symbol: Icon): Look => ({ Icon: symbol, tone: "plain" });

/** The words of an entry. What a newer Seatbridge wrote is shown by its own code. */
export function entryWords(entry: HistoryEntry): EntryWords {
  const { params } = entry;
  const server = entry.server === null ? m.history_unnamed_server() : visible(entry.server);
  const enterprise = enterpriseInSentence(textOf(params, "enterprise"));
  switch (entry.what) {
    case "files_reviewed":
      return say(m.history_files_reviewed, filesAndServers(params), PLAIN(FileIcon));
    case "files_forgotten":
      return say(
        m.history_files_forgotten,
        { files: numberOf(params, "files") ?? 0, size: size(numberOf(params, "bytes") ?? 0) },
        PLAIN(TrashIcon),
      );
    case "handed_over":
      return say(
        handedOverBy(choiceOf(params, "route")),
        { server, enterprise },
        PLAIN(BrowserIcon),
        ticketOf(params),
      );
    case "received":
      return say(
        m.history_received,
        { server },
        { Icon: ClockIcon, tone: "accent" },
        stateOf(params),
      );
    case "counted":
      return counted(server, params);
    case "failed":
      return choiceOf(params, "reason") === ""
        ? say(m.history_failed_unsaid, { server }, { Icon: XIcon, tone: "danger" })
        : say(
            m.history_failed,
            { server, reason: visible(textOf(params, "reason")) },
            { Icon: XIcon, tone: "danger" },
          );
    case "unconfirmed":
      return say(
        m.history_unconfirmed,
        { server },
        { Icon: AlertIcon, tone: "attention" },
        askedOf(params),
      );
    case "cancelled":
      return say(m.history_cancelled, { server }, PLAIN(CircleSlashIcon));
    case "stopped":
      return say(m.history_stopped, { server }, PLAIN(EyeClosedIcon));
    case "consumed_read":
      return consumedRead(enterprise, params);
    case "question_answered":
      return say(answered(choiceOf(params, "choice")), { server }, PLAIN(PencilIcon));
    case "decision_made":
      return say(decided(choiceOf(params, "decision")), {}, PLAIN(PencilIcon));
    case "decisions_imported":
      return say(
        m.history_decisions_imported,
        { count: numberOf(params, "decisions") ?? 0 },
        PLAIN(PencilIcon),
      );
    case "decision_undone":
      return say(m.history_decision_undone, {}, PLAIN(PencilIcon));
    case "enterprise_added":
      return say(
        m.history_enterprise_added,
        { enterprise },
        PLAIN(OrganizationIcon),
        choiceOf(params, "host") || null,
      );
    case "enterprise_removed":
      return say(m.history_enterprise_removed, { enterprise }, PLAIN(OrganizationIcon));
    case "side_changed":
      return say(
        choiceOf(params, "side") === "isolated"
          ? m.history_side_isolated
          : m.history_side_connected,
        {},
        PLAIN(ShieldLockIcon),
      );
    default:
      return {
        sentence: [{ type: "text", value: m.history_other({ what: entry.what }) }],
        plain: entry.what,
        detail: null,
        ...PLAIN(FileIcon),
      };
  }
}

/** What the enterprise answered; nobody here did it, but somebody's Seatbridge asked. */
const ANSWERS: ReadonlySet<string> = new Set([
  "received",
  "counted",
  "failed",
  "unconfirmed",
  "consumed_read",
]);

/** Who did it, or under whose account it was asked. */
export function actorWords({ what, actor }: HistoryEntry): string {
  const who = { actor: visible(actor) };
  return ANSWERS.has(what) ? m.history_asked_by(who) : m.history_by(who);
}

/** What the link to the record behind an entry is called. */
export function linkWords(link: Link, what: string): string {
  switch (link.to) {
    case "review":
      return m.history_link_review();
    case "hand_over":
      return what === "received" ? m.history_link_follow() : m.history_link_hand_over();
    case "receipt":
      return m.history_link_receipt({ number: link.number });
  }
}

type Marked<Values> = ((values: Values) => string) & {
  parts: (values: Values) => EntryWords["sentence"];
};

function say<Values>(
  message: Marked<Values>,
  values: Values,
  look: Look,
  detail: string | null = null,
): EntryWords {
  return { sentence: message.parts(values), plain: message(values), detail, ...look };
}

function counted(server: string, params: Params): EntryWords {
  const look: Look = { Icon: CheckIcon, tone: "success" };
  const before = numberOf(params, "before");
  const after = numberOf(params, "after");
  const held = numberOf(params, "held");
  const expected = numberOf(params, "expected");
  const detail =
    held === null || expected === null
      ? null
      : m.history_accounts_held({ held: count(held), expected: count(expected) });
  if (before === null || after === null) return say(m.history_counted, { server }, look, detail);
  const change = { server, before: count(before), after: count(after) };
  return say(m.history_counted_change, change, look, detail);
}

function consumedRead(enterprise: string, params: Params): EntryWords {
  const consumed = count(numberOf(params, "consumed") ?? 0);
  const purchased = numberOf(params, "purchased");
  const people = numberOf(params, "people");
  const detail = people === null ? null : m.history_people_read({ count: people });
  return purchased === null
    ? say(m.history_consumed_read_only, { enterprise, consumed }, PLAIN(CloudIcon), detail)
    : say(
        m.history_consumed_read,
        { enterprise, consumed, purchased: count(purchased) },
        PLAIN(CloudIcon),
        detail,
      );
}

function handedOverBy(route: string): Marked<{ server: string; enterprise: string }> {
  switch (route) {
    case "page":
      return m.history_handed_over_page;
    case "own_window":
      return m.history_handed_over_own_window;
    default:
      return m.history_handed_over_endpoint;
  }
}

function decided(decision: string): Marked<object> {
  switch (decision) {
    case "link":
      return m.history_decided_link;
    case "unlink":
      return m.history_decided_unlink;
    case "exclude":
      return m.history_decided_exclude;
    default:
      return m.history_decided_note;
  }
}

function answered(choice: string): Marked<{ server: string }> {
  switch (choice) {
    case "renamed":
      return m.history_answered_renamed;
    case "clone":
      return m.history_answered_clone;
    case "rebuilt":
      return m.history_answered_rebuilt;
    case "another":
      return m.history_answered_another;
    case "same":
      return m.history_answered_same;
    case "taken_back":
      return m.history_answer_taken_back;
    default:
      return m.history_answered_other;
  }
}

function filesAndServers(params: Params): { files: number; servers: number } {
  return { files: numberOf(params, "files") ?? 0, servers: numberOf(params, "servers") ?? 0 };
}

function ticketOf(params: Params): string | null {
  const ticket = choiceOf(params, "ticket");
  return ticket === "" ? null : m.history_ticket({ ticket: visible(ticket) });
}

function stateOf(params: Params): string | null {
  const state = choiceOf(params, "upload_state");
  return state === "" ? null : m.history_received_state({ state });
}

function askedOf(params: Params): string | null {
  const times = numberOf(params, "times");
  return times === null ? null : m.history_asked({ count: times });
}
