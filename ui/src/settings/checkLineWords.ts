import type { CheckLine, CheckSubject } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { cloudFailureWords } from "../words/cloud-failures";
import { dateTime } from "../words/dates";
import { count } from "../words/numbers";
import { choiceOf, dateOf, numberOf, textOf, type Params } from "../words/params";

/** What a line of a check says, and what follows from it. */
export type CheckLineWords = { says: string; follows: string | null };

/** Whose check it is: words that would name GitHub name the practice enterprise in practice. */
type Whose = { practice: "yes" | "no" };

/** The words of a line of a check; `practice` where it is the practice enterprise that was checked. */
export function checkLineWords(
  { subject, state, params }: CheckLine,
  practice: boolean,
): CheckLineWords {
  const whose: Whose = { practice: practice ? "yes" : "no" };
  if (state === "unknown") {
    return { says: m.settings_line_unknown({ subject: NAMES[subject]() }), follows: null };
  }
  return state === "fine" ? FINE[subject](params, whose) : wanting(subject, params, whose);
}

/** What of a line that does not hold: its own words, then what stays unknown, or else why. */
function wanting(subject: CheckSubject, params: Params, whose: Whose): CheckLineWords {
  const { says, follows } = WANTING[subject](params, whose);
  return { says, follows: follows ?? reasonOf(params) };
}

function reasonOf(params: Params): string | null {
  const code = choiceOf(params, "failure");
  return code === "" ? null : cloudFailureWords(params).happened;
}

/** What a line of a check looks at. */
export function checkLineName(subject: CheckSubject): string {
  return NAMES[subject]();
}

type Write = (params: Params, whose: Whose) => CheckLineWords;

const NAMES: Record<CheckSubject, () => string> = {
  host: m.settings_line_host,
  tls: m.settings_line_tls,
  proxy: m.settings_line_proxy,
  token: m.settings_line_token,
  scope: m.settings_line_scope,
  consumed_licenses: m.settings_line_consumed_licenses,
  owner: m.settings_line_owner,
  api_version: m.settings_line_api_version,
  rate: m.settings_line_rate,
  clock: m.settings_line_clock,
};

const FINE: Record<CheckSubject, Write> = {
  host: (params) => ({ says: m.settings_host_fine(), follows: choiceOf(params, "host") || null }),
  tls: (params) => ({
    says:
      choiceOf(params, "kind") === "loopback" ? m.settings_tls_loopback() : m.settings_tls_fine(),
    follows: issuersOf(params),
  }),
  proxy: (params) => {
    const kind = choiceOf(params, "kind");
    if (kind === "none") return { says: m.settings_proxy_none(), follows: null };
    const says = kind === "system" ? m.settings_proxy_system() : m.settings_proxy_own();
    return { says, follows: choiceOf(params, "proxy") || null };
  },
  token: () => ({ says: m.settings_token_fine(), follows: null }),
  scope: (params) => ({
    says:
      choiceOf(params, "token") === "app"
        ? m.settings_scope_app()
        : m.settings_scope_fine({ scope: scopeOf(params) }),
    follows: null,
  }),
  consumed_licenses: () => ({ says: m.settings_consumed_licenses_fine(), follows: null }),
  owner: () => ({ says: m.settings_owner_fine(), follows: m.settings_owner_fine_then() }),
  api_version: (params) => ({
    says: m.settings_api_version_fine({ version: textOf(params, "answered") }),
    follows: untilOf(params, "retires_at"),
  }),
  rate: (params) => ({
    says: m.settings_rate_fine({
      left: count(numberOf(params, "remaining") ?? 0),
      limit: count(numberOf(params, "limit") ?? 0),
    }),
    follows: null,
  }),
  clock: (params, whose) => {
    const seconds = numberOf(params, "seconds");
    return {
      says: m.settings_clock_fine(whose),
      follows: seconds === null ? null : m.settings_clock_seconds({ count: Math.max(1, seconds) }),
    };
  },
};

const WANTING: Record<CheckSubject, Write> = {
  host: () => ({ says: m.settings_host_failed(), follows: null }),
  tls: (params) => ({
    says: m.settings_tls_failed(),
    follows:
      [reasonOf(params), issuersOf(params)].filter((part) => part !== null).join(" ") || null,
  }),
  proxy: () => ({ says: m.settings_proxy_failed(), follows: null }),
  token: () => ({ says: m.settings_token_failed(), follows: null }),
  scope: (params) =>
    choiceOf(params, "token") === "app"
      ? {
          says: m.settings_scope_app_failed({ needed: textOf(params, "needed") }),
          follows: m.settings_scope_unknown_then(),
        }
      : choiceOf(params, "failure") === "fine_grained_token"
        ? { says: m.settings_scope_fine_grained(), follows: null }
        : {
            says: m.settings_scope_failed({ scope: textOf(params, "needed") }),
            follows: m.settings_scope_unknown_then(),
          },
  consumed_licenses: () => ({
    says: m.settings_consumed_licenses_failed(),
    follows: m.settings_consumed_licenses_unknown_then(),
  }),
  owner: (_, whose) => ({
    says: m.settings_owner_failed(),
    follows: m.settings_owner_unknown_then(whose),
  }),
  api_version: (params) =>
    choiceOf(params, "deprecated") === "yes"
      ? {
          says: m.settings_api_version_deprecated({ version: textOf(params, "answered") }),
          follows: untilOf(params, "retires_at") ?? m.settings_api_version_deprecated_then(),
        }
      : { says: m.settings_api_version_failed({ asked: textOf(params, "asked") }), follows: null },
  rate: (params) => ({
    says: m.settings_rate_none(),
    follows:
      choiceOf(params, "resets_at") === ""
        ? null
        : m.settings_rate_until({ time: dateTime(choiceOf(params, "resets_at")) }),
  }),
  clock: (params, whose) => {
    const apart = { ...whose, count: numberOf(params, "seconds") ?? 0 };
    return {
      says:
        choiceOf(params, "this_machine_is") === "behind"
          ? m.settings_clock_behind(apart)
          : m.settings_clock_ahead(apart),
      follows: m.settings_clock_then(whose),
    };
  },
};

/** "until" a date; null where there is none. */
function untilOf(params: Params, name: string): string | null {
  return choiceOf(params, name) === ""
    ? null
    : m.settings_api_version_until({ date: dateOf(params, name) });
}

/** Who issued the host's certificate, and who that one's; null where it is not told. */
function issuersOf(params: Params): string | null {
  if (!Array.isArray(params["issuers"])) return null;
  const issuers = textOf(params, "issuers");
  return choiceOf(params, "added") === "yes"
    ? m.settings_tls_issued_by_added({ issuers })
    : m.settings_tls_issued_by({ issuers });
}

/** The scopes that the token has, where the cloud tells them; else the one that is needed. */
function scopeOf(params: Params): string {
  const { held } = params;
  return textOf(params, Array.isArray(held) && held.length > 0 ? "held" : "needed");
}
