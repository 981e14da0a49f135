import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Event, Failure } from "../generated/desk";
import { BackendFailure, type Backend, type Drag } from "./backend";
import { copy } from "./clipboard";

/** Whether the page runs inside the program's own window. */
export function insideTauri(): boolean {
  return "__TAURI_INTERNALS__" in window;
}

/** The desk behind the window, over the program's own calls. */
export function tauriBackend(): Backend {
  return {
    host: "tauri",
    call: (name, argument) => ask("call", { name, argument }),
    onEvent: (listener) => hear<Event>("desk", listener),
    onDrag: (listener) => hear<Drag | null>("drag", listener),
    acceptDrops: (accept) => ask("accept_drops", { accept }),
    onFailure: (listener) => hear<Failure>("failure", listener),
    chooseFiles: (server) => ask("choose_files", { server: server ?? null }),
    showInFolder: (file) => ask("show_in_folder", { file }),
    handedPath: (file) => ask("handed_path", { file }),
    dragOut: ({ kind, id }) => ask("drag_out", { kind, id }),
    openPage: (enterprise) => ask("open_page", { enterprise }),
    handOffAvailable: () => ask("hand_off_available"),
    openHandOffWindow: (window) => ask("open_hand_off_window", window),
    showKeptFolder: () => ask("show_kept_folder"),
    saveReceipt: (number) => ask("save_receipt", { number }),
    chooseDecisions: () => ask("choose_decisions"),
    saveFile: (request) => ask("save_file", { request }),
    systemLanguage: () => ask("system_language"),
    copy,
  };
}

async function ask<Answer>(command: string, argument?: Record<string, unknown>): Promise<Answer> {
  try {
    return await invoke<Answer>(command, argument);
  } catch (rejection) {
    throw new BackendFailure(failureOf(rejection));
  }
}

/** The program rejects with a failure; anything else is a defect of the bridge itself. */
function failureOf(rejection: unknown): Failure {
  if (typeof rejection === "object" && rejection !== null && "code" in rejection) {
    return rejection as Failure;
  }
  return { code: "defect", params: { place: String(rejection) } };
}

/** Listening begins a moment later; whoever stops before that is not called either. */
function hear<Payload>(channel: string, listener: (payload: Payload) => void): () => void {
  let stopped = false;
  let stop: (() => void) | null = null;
  void listen<Payload>(channel, (message) => {
    if (!stopped) listener(message.payload);
  }).then((unlisten) => {
    if (stopped) unlisten();
    else stop = unlisten;
    return undefined;
  });
  return () => {
    stopped = true;
    stop?.();
  };
}
