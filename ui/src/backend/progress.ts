import type {
  CloudPartReading,
  CountStep,
  Event,
  ReadingPages,
  ServerStep,
} from "../generated/desk";
import { Store, useStore } from "../store";

/** How far the reading of a file is. */
export type Reading = { bytes: number; total: number; accounts: number };

/** How far the sending of a file is, in bytes. */
export type SendingSoFar = { sent: number; total: number };

/** How far a file is that is being written, in rows. */
export type SavingSoFar = { done: number; total: number };

/** How far the count of everybody is: its step, and bytes of the files that are read again. */
export type CountingSoFar = { step: CountStep; bytes: number; total: number };

const counting = new Store<CountingSoFar | null>(null);
const saving = new Store<SavingSoFar | null>(null);
const cloudReadings = new Store<ReadonlyMap<string, ReadingPages>>(new Map());
const cloudParts = new Store<ReadonlyMap<string, CloudPartReading>>(new Map());
const servers = new Store<ReadonlyMap<string, ServerStep>>(new Map());
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
  } else if (event.event === "counting") {
    const { step, bytes, total } = event;
    counting.set({ step, bytes, total });
  } else if (event.event === "saving") {
    const { done, total } = event;
    saving.set({ done, total });
  } else if (event.event === "cloud_reading") {
    const { enterprise, pages, of } = event;
    cloudReadings.set(new Map(cloudReadings.get()).set(enterprise, { pages, of }));
  } else if (event.event === "cloud_read") {
    cloudReadings.set(without(cloudReadings.get(), event.enterprise));
  } else if (event.event === "cloud_part_reading") {
    const { enterprise, part, read, of } = event;
    cloudParts.set(new Map(cloudParts.get()).set(enterprise, { part, read, of }));
  } else if (event.event === "cloud_parts_read") {
    cloudParts.set(without(cloudParts.get(), event.enterprise));
  } else if (event.event === "server_reading") {
    servers.set(new Map(servers.get()).set(event.host, event.step));
  } else if (event.event === "server_read") {
    servers.set(without(servers.get(), event.host));
  }
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  const others = new Map(map);
  others.delete(key);
  return others;
}

/** How far the reading of an enterprise's identities and subscriptions is, while it goes on and once anything was told. */
export function useCloudPartReading(enterprise: string): CloudPartReading | undefined {
  return useStore(cloudParts).get(enterprise);
}

/** How far the reading of a server is, by its host, while it goes on and once anything was told. */
export function useServerStep(host: string): ServerStep | undefined {
  return useStore(servers).get(host);
}

/** How far the reading of an enterprise's people is, while it goes on and once anything was told. */
export function useCloudReading(enterprise: string): ReadingPages | undefined {
  return useStore(cloudReadings).get(enterprise);
}

/** How far the reading of a file is, once anything was told. */
export function useReading(file: string): Reading | undefined {
  return useStore(readings).get(file);
}

/** How far the sending of a hand-over is, once anything was told. */
export function useSending(handOver: string): SendingSoFar | undefined {
  return useStore(sendings).get(handOver);
}

/** How far the file is that is being written; null until anything was told of it. */
export function useSaving(): SavingSoFar | null {
  return useStore(saving);
}

/** Forgets how far the last file was, before another one is begun. */
export function beginSaving(): void {
  saving.set(null);
}

/** How far the count of everybody is; null until anything was told of it. */
export function useCounting(): CountingSoFar | null {
  return useStore(counting);
}

/** Forgets how far the last count was. */
export function forgetCounting(): void {
  counting.set(null);
}
