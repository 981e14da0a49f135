import { m } from "../paraglide/messages.js";
import { choiceOf, textOf, type Params } from "./params";

/** What a failure says: what happened, what to do, and what helps whoever looks into it. */
export type FailureWords = {
  happened: string;
  advice: string;
  /** A technical detail as it came; null where there is none. */
  detail: string | null;
};

type Write = (params: Params) => { happened: string; advice: string };

const said =
  (happened: () => string, advice: () => string): Write =>
  () => ({ happened: happened(), advice: advice() });

const ofProxy =
  (happened: (inputs: { proxy: string }) => string): Write =>
  (params) => ({
    happened: happened({ proxy: textOf(params, "proxy") }),
    advice: m.failures_cloud_proxy_advice(),
  });

/**
 * What asking a cloud can fail with. The network room may name more than the window knows: those have the words of
 * `other`, with the code as the detail.
 */
const WORDS = {
  unreachable: said(m.failures_cloud_unreachable_happened, m.failures_cloud_unreachable_advice),
  name_not_resolved: said(
    m.failures_cloud_name_not_resolved_happened,
    m.failures_cloud_name_not_resolved_advice,
  ),
  timed_out: said(m.failures_cloud_timed_out_happened, m.failures_cloud_timed_out_advice),
  tls: said(m.failures_cloud_tls_happened, m.failures_cloud_tls_advice),
  certificate: (params) => {
    const problem = choiceOf(params, "problem");
    return {
      happened: m.failures_cloud_certificate_happened({ problem }),
      advice: m.failures_cloud_certificate_advice({ problem }),
    };
  },
  client_certificate_required: said(
    m.failures_cloud_client_certificate_required_happened,
    m.failures_cloud_client_certificate_required_advice,
  ),
  client_certificate_unusable: said(
    m.failures_cloud_client_certificate_unusable_happened,
    m.failures_cloud_client_certificate_required_advice,
  ),
  proxy_unreachable: ofProxy(m.failures_cloud_proxy_unreachable_happened),
  proxy_authentication_required: ofProxy(m.failures_cloud_proxy_authentication_required_happened),
  proxy_refused: ofProxy(m.failures_cloud_proxy_refused_happened),
  redirected: said(m.failures_cloud_redirected_happened, m.failures_cloud_redirected_advice),
  link_elsewhere: said(
    m.failures_cloud_link_elsewhere_happened,
    m.failures_cloud_redirected_advice,
  ),
  unauthorized: said(m.failures_cloud_unauthorized_happened, m.failures_cloud_unauthorized_advice),
  forbidden: said(m.failures_cloud_forbidden_happened, m.failures_cloud_forbidden_advice),
  missing_scope: (params) => ({
    happened: m.failures_cloud_missing_scope_happened({
      // The one scope that everything here needs, where the answer named none.
      scope: choiceOf(params, "needed") === "" ? "read:enterprise" : textOf(params, "needed"),
    }),
    advice: m.failures_cloud_missing_scope_advice(),
  }),
  missing_permission: (params) => ({
    happened: m.failures_cloud_missing_permission_happened({ needed: textOf(params, "needed") }),
    advice: m.failures_cloud_missing_permission_advice(),
  }),
  not_for_apps: said(m.failures_cloud_not_for_apps_happened, m.failures_cloud_not_for_apps_advice),
  fine_grained_token: said(
    m.failures_cloud_fine_grained_token_happened,
    m.failures_cloud_fine_grained_token_advice,
  ),
  sso_required: said(m.failures_cloud_sso_required_happened, m.failures_cloud_sso_required_advice),
  not_found: said(m.failures_cloud_not_found_happened, m.failures_cloud_not_found_advice),
  not_enterprise_owner: said(
    m.failures_cloud_not_enterprise_owner_happened,
    m.failures_cloud_not_enterprise_owner_advice,
  ),
  not_organization_owner: said(
    m.failures_cloud_not_organization_owner_happened,
    m.failures_cloud_not_organization_owner_advice,
  ),
  not_site_admin: said(
    m.failures_cloud_not_site_admin_happened,
    m.failures_cloud_not_site_admin_advice,
  ),
  not_a_report: said(m.failures_cloud_not_a_report_happened, m.failures_cloud_not_a_report_advice),
  report_not_ready: said(
    m.failures_cloud_report_not_ready_happened,
    m.failures_cloud_report_not_ready_advice,
  ),
  gone_api_version: said(
    m.failures_cloud_gone_api_version_happened,
    m.failures_cloud_gone_api_version_advice,
  ),
  too_large: said(m.failures_cloud_too_large_happened, m.failures_cloud_too_large_advice),
  rate_limited: said(m.failures_cloud_rate_limited_happened, m.failures_cloud_rate_limited_advice),
  server_error: said(m.failures_cloud_server_error_happened, m.failures_cloud_server_error_advice),
  unexpected_status: said(
    m.failures_cloud_unexpected_status_happened,
    m.failures_cloud_unexpected_status_advice,
  ),
  not_json: said(m.failures_cloud_not_json_happened, m.failures_cloud_not_json_advice),
  answer_cut_off: said(
    m.failures_cloud_answer_cut_off_happened,
    m.failures_cloud_answer_cut_off_advice,
  ),
  answer_too_large: said(
    m.failures_cloud_answer_too_large_happened,
    m.failures_cloud_answer_too_large_advice,
  ),
  unexpected_shape: said(
    m.failures_cloud_unexpected_shape_happened,
    m.failures_cloud_unexpected_shape_advice,
  ),
  graphql: said(m.failures_cloud_graphql_happened, m.failures_cloud_graphql_advice),
  connection_closed: said(
    m.failures_cloud_connection_closed_happened,
    m.failures_cloud_connection_closed_advice,
  ),
  bytes_changed: said(
    m.failures_cloud_bytes_changed_happened,
    m.failures_cloud_bytes_changed_advice,
  ),
  cancelled: said(m.failures_cloud_cancelled_happened, m.failures_cloud_cancelled_advice),
  plain_http_refused: said(
    m.failures_cloud_plain_http_refused_happened,
    m.failures_cloud_plain_http_refused_advice,
  ),
  other: said(m.failures_cloud_other_happened, m.failures_cloud_other_advice),
} satisfies Record<string, Write>;

/** The cloud's failures that have words of their own. */
export const CLOUD_FAILURES = Object.keys(WORDS) as CloudFailure[];

/** A failure of the cloud that has words of its own. */
type CloudFailure = keyof typeof WORDS;

/** The words of a failure of the cloud: `failure` names it, `status` is the answer's where there was one. */
export function cloudFailureWords(params: Params): FailureWords {
  const code = choiceOf(params, "failure");
  const known = isCloudFailure(code);
  const words: Write = WORDS[known ? code : "other"];
  const status = choiceOf(params, "status");
  const detail = [
    known ? "" : code,
    status === "" ? "" : `HTTP ${status}`,
    choiceOf(params, "detail"),
  ];
  return { ...words(params), detail: detail.filter((part) => part !== "").join(", ") || null };
}

/** Whether a failure of the cloud has words of its own. */
export function isCloudFailure(code: string): code is CloudFailure {
  return Object.hasOwn(WORDS, code);
}
