import type { EdgeStanding, JoinedBy, Likeness, PersonFacet, PersonRow } from "../generated/desk";
import type { State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";

/** The facets in their groups, in the order of the window. */
export const FACET_GROUPS: readonly { name: () => string; facets: readonly PersonFacet[] }[] = [
  { name: m.people_where, facets: ["both", "only_server", "only_cloud", "no_license"] },
  { name: m.people_look, facets: ["counted_twice", "ambiguous", "assumed"] },
  { name: m.people_kind, facets: ["dormant", "has_suspended", "visual_studio", "decided"] },
];

/** What a facet is called. */
export function facetWords(facet: PersonFacet): string {
  switch (facet) {
    case "both":
      return m.people_both();
    case "only_server":
      return m.people_only_server();
    case "only_cloud":
      return m.people_only_cloud();
    case "no_license":
      return m.people_no_license();
    case "counted_twice":
      return m.people_counted_twice();
    case "ambiguous":
      return m.people_ambiguous();
    case "assumed":
      return m.people_assumed();
    case "dormant":
      return m.people_dormant();
    case "has_suspended":
      return m.people_has_suspended();
    case "visual_studio":
      return m.people_visual_studio();
    case "decided":
      return m.people_decided();
  }
}

/** What joins accounts. */
export function ruleWords(rule: JoinedBy): string {
  switch (rule) {
    case "decided":
      return m.people_rule_decided();
    case "cloud_says":
      return m.people_rule_cloud_says();
    case "same_primary":
      return m.people_rule_same_primary();
    case "saml":
      return m.people_rule_saml();
    case "scim":
      return m.people_rule_scim();
    case "verified_email":
      return m.people_rule_verified_email();
    case "visual_studio":
      return m.people_rule_visual_studio();
  }
}

/** What joined the accounts of a person, also where there is only one. */
export function joinedWords(row: PersonRow): string {
  if (row.joined_by !== null) return ruleWords(row.joined_by);
  return row.cloud_account ? m.people_rule_cloud_only() : m.people_rule_own();
}

/** The one thing to know of a person, with its icon where it needs looking at. */
export function stateOf({ state }: PersonRow): { icon: State | null; words: string } {
  switch (state) {
    case "counted_twice":
      return { icon: "attention", words: m.people_counted_twice() };
    case "ambiguous":
      return { icon: "attention", words: m.people_ambiguous() };
    case "no_license":
      return { icon: null, words: m.people_state_no_license() };
    case "invited":
      return { icon: "note", words: m.people_state_invited() };
    case "assumed":
      return { icon: "note", words: m.people_assumed() };
    case "dormant":
      return { icon: null, words: m.people_dormant() };
    case "remembered":
      return { icon: "cloud", words: m.people_state_remembered() };
    case "license":
      return { icon: null, words: m.people_state_license() };
  }
}

/** Which license a person takes. */
export function licenseWords({ facets }: PersonRow): string {
  if (facets.includes("no_license")) return m.people_state_no_license();
  return facets.includes("visual_studio")
    ? m.people_visual_studio()
    : m.people_license_enterprise();
}

/** What an edge rests on. */
export function standingWords(standing: EdgeStanding): string {
  switch (standing) {
    case "observed":
      return m.people_standing_observed();
    case "documented":
      return m.people_standing_documented();
    case "assumed":
      return m.people_standing_assumed();
    case "decided":
      return m.people_standing_decided();
    case "suggested":
      return m.people_standing_suggested();
  }
}

/** In what two people nearly agree. */
export function nearWords(rule: Likeness): string {
  switch (rule) {
    case "letter_case":
      return m.people_near_letter_case();
    case "secondary_email":
      return m.people_near_secondary_email();
    case "width_or_idn":
      return m.people_near_width_or_idn();
    case "plus_tag_or_dots":
      return m.people_near_plus_tag_or_dots();
    case "sibling_domain":
      return m.people_near_sibling_domain();
    case "renamed_domain":
      return m.people_near_renamed_domain();
    case "typo":
      return m.people_near_typo();
    case "same_login":
      return m.people_near_same_login();
  }
}
