import type { PeopleBehind, PersonFacet } from "./generated/desk";
import { Store, useStore } from "./store";

/** Where the person is. Review and hand-over are tasks inside Overview; receipts live in History. */
export type Place =
  | { at: "overview" }
  /** A review by id; null is the open one. */
  | { at: "review"; review: string | null }
  /**
   * The hand-over of a review: its progress where one has begun, else the way to begin. `files` are the only ones to
   * take along (all that can be when empty); `again` hands over once more what was counted or has failed.
   */
  | { at: "handover"; review: string; files: readonly string[]; again: boolean }
  /** Everybody, or those behind a figure; `facets` are chosen at first. */
  | { at: "people"; behind?: PeopleBehind; facets?: readonly PersonFacet[] }
  | { at: "servers" }
  /** A server, by what stands for it in a count. */
  | { at: "server"; server: string }
  | { at: "receipt"; number: string }
  | { at: "history" }
  | { at: "settings" };

/** The places of the navigation, in its order. */
export const PLACES = ["overview", "servers", "people", "history", "settings"] as const;

/** A place of the navigation. */
export type TopPlace = (typeof PLACES)[number];

/** The place of the navigation that a place stands in. */
export function topOf(place: Place): TopPlace {
  switch (place.at) {
    case "review":
    case "handover":
      return "overview";
    case "server":
      return "servers";
    case "receipt":
      return "history";
    default:
      return place.at;
  }
}

/** Where leaving a task or a sub-page leads; null where there is nothing above. */
export function parentOf(place: Place): Place | null {
  switch (place.at) {
    case "review":
      return { at: "overview" };
    case "handover":
      return { at: "review", review: place.review };
    case "server":
      return { at: "servers" };
    case "receipt":
      return { at: "history" };
    default:
      return null;
  }
}

/** Longer than anybody goes back, and short enough never to matter. */
const STEPS_KEPT = 50;

type Way = { readonly current: Place; readonly earlier: readonly Place[] };

const way = new Store<Way>({ current: { at: "overview" }, earlier: [] });

/** Goes to a place; the one that is left can be come back to. */
export function goTo(place: Place): void {
  const { current, earlier } = way.get();
  if (same(place, current)) return;
  way.set({ current: place, earlier: [...earlier, current].slice(-STEPS_KEPT) });
}

/** Goes to a place in the stead of this one, as where a step is over for good. */
export function replacePlace(place: Place): void {
  way.set({ ...way.get(), current: place });
}

/** Goes back to where the person came from; with nowhere to go back to, to the place above. */
export function goBack(): void {
  const { current, earlier } = way.get();
  const last = earlier.at(-1);
  if (last !== undefined) {
    way.set({ current: last, earlier: earlier.slice(0, -1) });
    return;
  }
  const parent = parentOf(current);
  if (parent !== null) replacePlace(parent);
}

/** Forgets the way, as when another enterprise is chosen: its reviews and receipts are not this one's. */
export function startAt(place: Place): void {
  way.set({ current: place, earlier: [] });
}

/** Where the person is, outside of React. */
export function currentPlace(): Place {
  return way.get().current;
}

/** Where the person is, followed. */
export function usePlace(): Place {
  return useStore(way).current;
}

function same(one: Place, other: Place): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
