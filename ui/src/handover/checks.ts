import type { CheckLine, CheckSubject } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { cloudFailureWords } from "../words/cloud-failures";
import { numberOf, textOf } from "../words/params";

const NAMES: Record<CheckSubject, () => string> = {
  host: m.handover_check_host,
  tls: m.handover_check_tls,
  token: m.handover_check_token,
  scope: m.handover_check_scope,
  owner: m.handover_check_owner,
  api_version: m.handover_check_api_version,
  rate: m.handover_check_rate,
  clock: m.handover_check_clock,
};

/** What a line of a check looks at. */
export function checkName(subject: CheckSubject): string {
  return NAMES[subject]();
}

/** How a line of a check stands, in words; `page` is the enterprise's address. */
export function checkWords(
  { subject, state, params }: CheckLine,
  { practice, page }: { practice: boolean; page: string },
): string {
  if (state === "unknown") return m.handover_check_unknown();
  const fine = state === "fine";
  switch (subject) {
    case "clock":
      return clockWords(numberOf(params, "seconds") ?? 0, practice);
    case "owner":
      return fine ? m.handover_check_owner_fine({ page }) : m.handover_check_owner_failed();
    case "scope":
      return fine
        ? m.handover_check_fine()
        : m.handover_check_scope_failed({ scope: textOf(params, "scope") });
    case "tls":
      return fine ? m.handover_check_fine() : m.handover_check_tls_failed();
    case "api_version":
      return fine
        ? m.handover_check_fine()
        : m.handover_check_api_version_failed({ version: textOf(params, "version") });
    case "rate":
      return m.handover_check_rate_fine({
        left: numberOf(params, "left") ?? 0,
        limit: numberOf(params, "limit") ?? 0,
      });
    case "host":
    case "token":
      return fine ? m.handover_check_fine() : cloudFailureWords(params).happened;
  }
}

function clockWords(seconds: number, practice: boolean): string {
  if (seconds === 0) return m.handover_check_clock_exact();
  return m.handover_check_clock_off({ practice: practice ? "yes" : "no", seconds });
}
