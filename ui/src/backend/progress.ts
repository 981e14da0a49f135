import type { Event } from "../generated/desk";
import { Store, useStore } from "../store";

/** How far the reading of a file is. */
export type Reading = { bytes: number; total: number; accounts: number };

/** How far the sending of a file is, in bytes. */
export type SendingSoFar = { sent: number; total: number };

const readings = new Store<ReadonlyMap<string, Reading>>(new Map());
const sendings = new Store<ReadonlyMap<string, SendingSoFar>>(new Map());

/** Keeps what an event says of progress. Such events come many times a second, so no answer is asked for again. */
export function keepProgress(event: Event): void {
  if (event.event === "reading") {
    const { file, bytes, total, accounts } = event;
    readings.set(new Map(readings.get()).set(file, { bytes, total, accounts }));
  } else if (event.event === "sending") {
    const { id, sent, total } = event;
    sendings.set(new Map(sendings.get()).set(id, { sent, total }));
  }
}

/** How far the reading of a file is, once anything was told. */
export function useReading(file: string): Reading | undefined {
  return useStore(readings).get(file);
}

/** How far the sending of a hand-over is, once anything was told. */
export function useSending(handOver: string): SendingSoFar | undefined {
  return useStore(sendings).get(handOver);
}
