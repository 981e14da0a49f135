import type {
  CloudPart,
  CloudPartOwner,
  CloudPartReading,
  CloudPartsRead,
  Failure,
  ReadCloudPart,
} from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";

/** How far a reading is. */
export function readingWords({ part, read, of }: CloudPartReading): string {
  const identities = part === "identities";
  if (read === 0) {
    return identities ? m.identities_begun_identities() : m.identities_begun_subscriptions();
  }
  if (of === null) {
    return identities
      ? m.identities_some_identities({ count: read })
      : m.identities_some_subscriptions({ count: read });
  }
  const figures = { read: count(read), of: count(of) };
  return identities ? m.identities_of_identities(figures) : m.identities_of_subscriptions(figures);
}

/** What was read of a part, where anything was or there was nothing to read; null where all of it stays unknown. */
export function doneWords({ part, read, unknown, failure }: ReadCloudPart): string | null {
  const identities = part === "identities";
  if (failure !== null) return null;
  if (read > 0) {
    return identities
      ? m.identities_done_identities({ count: read })
      : m.identities_done_subscriptions({ count: read });
  }
  if (unknown.length > 0) return null;
  return identities ? m.identities_no_provider() : m.identities_no_subscriptions();
}

/** That nothing of a part was read. */
export function notReadWords(part: CloudPart): string {
  return part === "identities"
    ? m.identities_not_read_identities()
    : m.identities_not_read_subscriptions();
}

/** Whose identities they are. */
export function ownerWords(of: CloudPartOwner): string {
  switch (of.of) {
    case "enterprise":
      return m.identities_of_enterprise();
    case "organizations":
      return m.identities_of_organizations();
    case "organization":
      return visible(of.login);
    case "unnamed_organization":
      return m.identities_of_unnamed();
  }
}

/** How many owners are named one by one. */
const NAMED = 5;

/** Owners in one sentence; beyond the first few, how many more. */
export function ownersWords(owners: CloudPartOwner[]): string {
  const named = owners.slice(0, NAMED).map(ownerWords);
  const more = owners.length - named.length;
  return [...named, ...(more > 0 ? [m.identities_more({ count: more })] : [])].join(
    m.findings_list_separator(),
  );
}

/** What stays unknown of a part, one entry for each reason. */
export function unknownByReason({
  unknown,
}: ReadCloudPart): { failure: Failure; owners: CloudPartOwner[] }[] {
  const byReason = new Map<string, { failure: Failure; owners: CloudPartOwner[] }>();
  for (const { of, failure } of unknown) {
    const reason = JSON.stringify(failure);
    const known = byReason.get(reason) ?? { failure, owners: [] };
    byReason.set(reason, { failure, owners: [...known.owners, of] });
  }
  return [...byReason.values()];
}

/** Whether anything of what was asked for was not read. */
export function hasProblem({ parts }: CloudPartsRead): boolean {
  return parts.some(
    ({ failure, unknown, differing }) =>
      failure !== null || unknown.length > 0 || differing.length > 0,
  );
}
