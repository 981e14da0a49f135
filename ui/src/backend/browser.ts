import type { Event, Failure } from "../generated/desk";
import { BackendFailure, type Backend } from "./backend";
import { copy } from "./clipboard";

/** The token that the page's address carries where a small server answers in the program's place. */
export function tokenInAddress(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get("token");
}

/** The same desk behind a server on this computer, for tests in a browser. */
export function browserBackend(token: string): Backend {
  const ask = async <Answer>(path: string, argument: unknown): Promise<Answer> => {
    let response: Response;
    try {
      response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Seatbridge-Token": token },
        body: JSON.stringify(argument),
      });
    } catch (reason) {
      throw new BackendFailure({ code: "defect", params: { place: String(reason) } });
    }
    if (response.ok) return (await response.json()) as Answer;
    if (response.status === 422) throw new BackendFailure((await response.json()) as Failure);
    throw new BackendFailure({ code: "defect", params: { place: `HTTP ${response.status}` } });
  };

  return {
    host: "browser",
    call: (name, argument) => ask(`/call/${name}`, argument),
    onEvent: (listener) => {
      const source = new EventSource(`/events?token=${encodeURIComponent(token)}`);
      source.addEventListener("message", (message: MessageEvent<string>) => {
        listener(JSON.parse(message.data) as Event);
      });
      return () => source.close();
    },
    // No file of this computer can hang over a page of a test.
    onDrag: () => () => undefined,
    acceptDrops: () => Promise.resolve(),
    onFailure: () => () => undefined,
    chooseFiles: (server) => ask("/host/choose_files", { server: server ?? null }),
    showInFolder: (file) => ask("/host/show_in_folder", { file }),
    handedPath: (file) => ask("/host/handed_path", { file }),
    dragOut: ({ kind, id }) => ask("/host/drag_out", { kind, id }),
    openPage: (enterprise) => ask("/host/open_page", { enterprise }),
    // A page of a test is in no window of the program's.
    handOffAvailable: () => Promise.resolve(false),
    openHandOffWindow: () => Promise.resolve(),
    showKeptFolder: () => ask("/host/show_kept_folder", {}),
    saveReceipt: (number) => ask("/host/save_receipt", { number }),
    chooseDecisions: () => ask("/host/choose_decisions", {}),
    saveFile: (request) => ask("/host/save_file", { request }),
    systemLanguage: () => Promise.resolve(navigator.language),
    copy,
  };
}
