import type { StepName, WaterfallStep } from "../generated/desk";
import { m } from "../paraglide/messages.js";

/** A step as it is drawn: its bar reaches from one total to the next. */
export type DrawnStep = {
  step: StepName | "take";
  change: number | null;
  total: number;
  from: number;
  to: number;
  tone: "total" | "added" | "taken";
};

/** The bars of a waterfall. The first is all accounts, the last what is left of everything. */
export function drawnSteps(waterfall: readonly WaterfallStep[]): DrawnStep[] {
  let before = 0;
  const steps = waterfall.map(({ step, change, total }, index): DrawnStep => {
    const from = Math.min(before, total);
    const to = Math.max(before, total);
    before = total;
    if (index === 0) return { step, change: null, total, from: 0, to: total, tone: "total" };
    return { step, change, total, from, to, tone: change > 0 ? "added" : "taken" };
  });
  return [
    ...steps,
    { step: "take", change: null, total: before, from: 0, to: before, tone: "added" },
  ];
}

/** What a step is called. */
export function stepWords(step: StepName | "take"): string {
  switch (step) {
    case "server_accounts":
      return m.overview_step_server_accounts();
    case "suspended":
      return m.overview_step_suspended();
    case "not_people":
      return m.overview_step_not_people();
    case "same_primary":
      return m.overview_step_same_primary();
    case "cloud_says":
      return m.overview_step_cloud_says();
    case "saml":
      return m.overview_step_saml();
    case "scim":
      return m.overview_step_scim();
    case "verified_email":
      return m.overview_step_verified_email();
    case "cloud_accounts":
      return m.overview_step_cloud_accounts();
    case "take":
      return m.overview_step_take();
  }
}

/** What a step counts: accounts first, then groups of them, then licenses. */
export function unitWords(step: StepName): string {
  switch (step) {
    case "server_accounts":
    case "suspended":
    case "not_people":
      return m.overview_unit_accounts();
    case "cloud_accounts":
      return m.overview_unit_licenses();
    default:
      return m.overview_unit_groups();
  }
}
