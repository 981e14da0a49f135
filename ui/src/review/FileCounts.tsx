import type { FileBox, FileEntry } from "../generated/desk";
import { Strip, type StripCell } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { count } from "../words/numbers";

/** What a file counts that lists no accounts of a server: the cloud's count, identities, subscriptions, a license. */
export function FileCounts({ file }: { file: FileBox }) {
  const cells = cellsOf(file.entry);
  return cells.length === 0 ? null : <Strip cells={cells} />;
}

function cellsOf({ cloud, identities, subscriptions, license }: FileEntry): StripCell[] {
  if (cloud !== null) {
    return [
      figure(m.review_cloud_consumed(), cloud.consumed),
      figure(m.review_cloud_purchased(), cloud.purchased),
      figure(m.review_cloud_rows(), cloud.rows),
    ];
  }
  if (identities !== null) {
    return [
      figure(m.review_identities_linked(), identities.linked),
      figure(m.review_identities_saml(), identities.saml),
      figure(m.review_identities_scim(), identities.scim),
      figure(m.review_identities_unlinked(), identities.unlinked),
    ];
  }
  if (subscriptions !== null) {
    return [
      figure(m.review_subscriptions(), subscriptions.rows),
      figure(m.review_subscriptions_total(), subscriptions.total),
      figure(m.review_subscriptions_matched(), subscriptions.matched),
      figure(m.review_subscriptions_by_hand(), subscriptions.matched_by_hand),
    ];
  }
  if (license !== null) {
    return [
      license.unlimited
        ? { name: m.review_license_seats(), value: m.review_license_unlimited() }
        : figure(m.review_license_seats(), license.seats),
      figure(m.review_license_used(), license.seats_used),
      words(m.review_license_kind(), license.kind),
      words(m.review_license_expires(), license.expires_at),
    ];
  }
  return [];
}

function figure(name: string, value: number | null): StripCell {
  return value === null
    ? { name, value: m.parts_not_known() }
    : { name, value: count(value), figure: true };
}

/** A word of the file itself. */
function words(name: string, value: string | null): StripCell {
  return { name, value: value === null ? m.parts_not_known() : visible(value) };
}
