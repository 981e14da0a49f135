import type { Failure } from "../generated/desk";
import { Store } from "../store";

/** A failure that is told at the top of the window until a person takes it away. */
export type ToldFailure = { id: number; failure: Failure };

/** The failures that are told, oldest first. */
export const toldFailures = new Store<readonly ToldFailure[]>([]);

let lastId = 0;

/** Tells a failure. What the person called off is no failure, and the same one is told once. */
export function reportFailure(failure: Failure): void {
  if (failure.code === "cancelled") return;
  const told = toldFailures.get();
  const same = JSON.stringify(failure);
  if (told.some((earlier) => JSON.stringify(earlier.failure) === same)) return;
  lastId += 1;
  toldFailures.set([...told, { id: lastId, failure }]);
}

/** Takes a told failure away. */
export function dismissFailure(id: number): void {
  toldFailures.set(toldFailures.get().filter((told) => told.id !== id));
}
