import type { FileBox, Kind, ReportScope } from "../generated/desk";
import { m } from "../paraglide/messages.js";

/** Whether a file is a table, by its kind. */
export function isTable({ entry }: FileBox): boolean {
  return TABLES.has(entry.kind);
}

const TABLES: ReadonlySet<Kind> = new Set<Kind>([
  "ghes_users_csv",
  "ghes_user_csv_cli",
  "ghes_saml_mapping_csv",
  "ghec_consumed_csv",
  "visual_studio",
]);

/** What a file is, in a word or two. */
export function kindWord({ entry, report }: FileBox): string {
  if (entry.kind === "ghes_users_csv") {
    const scope = report?.scope ?? null;
    return scope === null ? m.review_kind_users_report() : SCOPES[scope]();
  }
  return KINDS[entry.kind]();
}

const KINDS: Record<Exclude<Kind, "ghes_users_csv">, () => string> = {
  ghes_export: m.review_export,
  ghes_user_csv_cli: m.review_kind_user_csv,
  ghes_saml_mapping_csv: m.review_kind_saml_mapping,
  ghes_license_json: m.review_kind_license,
  ghec_consumed_json: m.review_kind_consumed,
  ghec_consumed_csv: m.review_kind_consumed,
  identities_json: m.review_kind_identities,
  visual_studio: m.review_kind_visual_studio,
  unknown: m.review_unknown_file,
};

const SCOPES: Record<ReportScope, () => string> = {
  all: m.review_kind_all_users,
  active: m.review_kind_active_users,
  dormant: m.review_kind_dormant_users,
  suspended: m.review_kind_suspended_users,
  admins: m.review_kind_admins,
  users: m.review_kind_not_admins,
};
