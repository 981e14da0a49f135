import type { HandOverState, PeopleFrom } from "../generated/desk";
import type { State } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";

/** Where a server's people are known from. */
export function peopleFromWords(from: PeopleFrom): string {
  switch (from) {
    case "report":
      return m.servers_from_report();
    case "open_export":
      return m.servers_from_open_export();
    case "cloud_memory":
      return m.servers_from_cloud_memory();
    case "unknown":
      return m.servers_from_unknown();
  }
}

/** Whether a server is connected. */
export function connectWords(connect: boolean | null): string {
  if (connect === null) return m.parts_not_known();
  return connect ? m.servers_on() : m.servers_off();
}

/** How far an export's last hand-over got. */
export function exportState(state: HandOverState | null): { icon: State; words: string } {
  switch (state) {
    case null:
      return { icon: "ahead", words: m.servers_never() };
    case "handing_over":
      return { icon: "waiting", words: m.servers_state_handing_over() };
    case "waiting":
      return { icon: "waiting", words: m.servers_state_waiting() };
    case "received":
      return { icon: "waiting", words: m.servers_state_received() };
    case "counted":
      return { icon: "counted", words: m.servers_state_counted() };
    case "failed":
      return { icon: "failed", words: m.servers_state_failed() };
    case "unconfirmed":
      return { icon: "attention", words: m.servers_state_unconfirmed() };
    case "cancelled":
      return { icon: "ahead", words: m.servers_state_cancelled() };
    case "stopped":
      return { icon: "ahead", words: m.servers_state_stopped() };
  }
}
