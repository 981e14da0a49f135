import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { textOf } from "../params";
import { told, counted, counts, type Write } from "./write";

const repeatedUserId: Write = ({ params }) => ({
  title: m.findings_repeated_user_id_title(counted(params)),
  happened: m.findings_repeated_user_id_happened({ first: textOf(params, "first") }),
  advice: m.findings_repeated_user_id_advice(),
});

/** The accounts of a server. */
export const ACCOUNTS = {
  no_user_list: told(() => m.findings_no_user_list_happened(), m.findings_no_user_list_advice),
  empty_user_list: told(
    () => m.findings_empty_user_list_happened(),
    m.findings_empty_user_list_advice,
  ),
  users_not_base64: told(
    () => m.findings_users_not_base64_happened(),
    m.findings_users_not_base64_advice,
  ),
  no_primary_email: told(
    (params) => m.findings_no_primary_email_happened(counted(params)),
    m.findings_no_primary_email_advice,
  ),
  several_primary_emails: told(
    (params) => m.findings_several_primary_emails_happened(counted(params)),
    m.findings_several_primary_emails_advice,
  ),
  account_without_key: told(
    (params) => m.findings_account_without_key_happened(counted(params)),
    m.findings_account_without_key_advice,
  ),
  repeated_user_id: repeatedUserId,
  repeated_login: counts(m.findings_repeated_login_title, null, m.findings_repeated_login_advice),
  repeated_account: told(
    (params) => m.findings_repeated_account_happened(counted(params)),
    m.findings_repeated_account_advice,
  ),
  roster_full: counts(m.findings_roster_full_title, null, m.findings_roster_full_advice),
} satisfies Partial<Record<Code, Write>>;
