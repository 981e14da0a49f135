import type { Consumed, CountedOf, PeopleNumber } from "../generated/desk";

/** The cloud's own count. */
export type CloudTotals = {
  consumed: number | null;
  purchased: number | null;
  /** Where it stands: in the cloud's report, or, where this is null, in its answer. */
  report: CountedOf | null;
};

/** The cloud's own count as last asked, else as its report says. */
export function cloudCountOf(number: PeopleNumber, asked: Consumed | null): CloudTotals {
  if (asked !== null) {
    return { consumed: asked.consumed, purchased: asked.purchased, report: null };
  }
  return {
    consumed: number.cloud?.consumed ?? null,
    purchased: number.cloud?.purchased ?? null,
    report: number.cloud,
  };
}
