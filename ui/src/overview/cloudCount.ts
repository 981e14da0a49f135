import type { Consumed, PeopleNumber } from "../generated/desk";

/** The cloud's own count. */
export type CloudTotals = {
  consumed: number | null;
  purchased: number | null;
  /** Whether the cloud itself was asked, so that its answer can be shown. */
  answered: boolean;
};

/** The cloud's own count as last asked, else as its report says. */
export function cloudCountOf(number: PeopleNumber, asked: Consumed | null): CloudTotals {
  if (asked !== null) {
    return { consumed: asked.consumed, purchased: asked.purchased, answered: true };
  }
  return {
    consumed: number.cloud?.consumed ?? null,
    purchased: number.cloud?.purchased ?? null,
    answered: false,
  };
}
