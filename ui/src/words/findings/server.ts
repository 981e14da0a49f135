import type { Code } from "../../generated/desk";
import { m } from "../../paraglide/messages.js";
import { choiceOf, dateOf, textOf } from "../params";
import { told, type Write } from "./write";

const connectSyncs: Write = ({ params }) => ({
  title: null,
  happened:
    choiceOf(params, "since") === ""
      ? m.findings_connect_syncs_undated()
      : m.findings_connect_syncs_happened({ date: dateOf(params, "since") }),
  advice: m.findings_connect_syncs_advice(),
});

/** The server that an export speaks of. */
export const SERVER = {
  server_id_missing: told(
    () => m.findings_server_id_missing_happened(),
    m.findings_server_id_missing_advice,
  ),
  server_id_not_uuid: told(
    (params) => m.findings_server_id_not_uuid_happened({ value: textOf(params, "value") }),
    m.findings_server_id_not_uuid_advice,
  ),
  host_missing: told(() => m.findings_host_missing_happened(), m.findings_host_missing_advice),
  host_odd: told(
    (params) => m.findings_host_odd_happened({ value: textOf(params, "value") }),
    m.findings_host_odd_advice,
  ),
  http_only: told(() => m.findings_http_only_happened(), m.findings_http_only_advice),
  connect_syncs: connectSyncs,
} satisfies Partial<Record<Code, Write>>;
