import { createContext, useContext } from "react";
import type { Calls, DecisionImport, Event, Failure, SaveRequest } from "../generated/desk";

/** A file that hangs over the window. Its size is not known before it is let go on every system. */
export type DraggedFile = {
  name: string;
  bytes: number | null;
  /** How many files a folder holds; null where it is no folder. */
  folder_files: number | null;
};

/** What hangs over the window. */
export type Drag = {
  /** Empty while the system keeps the names to itself until the release. */
  files: DraggedFile[];
  /** Whether it is something that cannot be taken, such as a text or a link. */
  unusable: boolean;
};

/** A use case that could not be carried out, as an error that carries the data and no prose. */
export class BackendFailure extends Error {
  override readonly name = "BackendFailure";

  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** All that the window asks of the program behind it. */
/** A hand-off window: `words` of a file are said while the window is armed for it. */
type HandOffWindow = {
  enterprise: string;
  files: { file: string; words: string }[];
  words: { title: string; spent: string; refused: string };
};

export interface Backend {
  readonly host: "tauri" | "browser" | "fixture";

  /** Asks the desk. Rejects with a `BackendFailure`. */
  call<Name extends keyof Calls>(name: Name, argument: Calls[Name][0]): Promise<Calls[Name][1]>;

  /** Hears what the desk pushes, until the answered function is called. */
  onEvent(listener: (event: Event) => void): () => void;

  /** Hears what hangs over the window; null when it has left. */
  onDrag(listener: (drag: Drag | null) => void): () => void;

  /** Whether what is let go on the window is taken: while a dialog is open it is not. */
  acceptDrops(accept: boolean): Promise<void>;

  /** Hears of a drop that could not be added. */
  onFailure(listener: (failure: Failure) => void): () => void;

  /** The system's own dialog; what is chosen is added to the open review, as the files of a server where one is named by its key. */
  chooseFiles(server?: string): Promise<void>;

  /** Shows a prepared file in the system's file browser. `file` is the reviewed file's id. */
  showInFolder(file: string): Promise<void>;

  /** The path of a prepared file. `file` is the reviewed file's id. */
  handedPath(file: string): Promise<string>;

  /** Begins a drag out of the window: a sample by its id, or a prepared file by the reviewed file's id. */
  dragOut(what: { kind: "sample" | "prepared"; id: string }): Promise<void>;

  /** Opens the enterprise's licensing page in the system's browser. */
  openPage(enterprise: string): Promise<void>;

  /** Whether a window of Seatbridge's own can answer a page's file chooser on this system. */
  handOffAvailable(): Promise<boolean>;

  /** Opens the enterprise's licensing page in a window of Seatbridge's own, armed for these reviewed files, each once. */
  openHandOffWindow(window: HandOffWindow): Promise<void>;

  /** Shows the folder of kept files in the system's file browser. */
  showKeptFolder(): Promise<void>;

  /** Asks where to, then writes the receipt as JSON there. Answers the path, or null when it was called off. */
  saveReceipt(number: string): Promise<string | null>;

  /** Asks for a file of decisions, and what it would do; null when it was called off. */
  chooseDecisions(): Promise<DecisionImport | null>;

  /** Asks where to, then writes a file there. Answers the path, or null when it was called off. */
  saveFile(request: SaveRequest): Promise<string | null>;

  /** The language that the person chose for the whole computer, as a BCP 47 tag such as "ja-JP". */
  systemLanguage(): Promise<string>;

  /** Puts a text on the clipboard, one that is promised too. */
  copy(text: string | Promise<string>): Promise<void>;
}

export const BackendContext = createContext<Backend | null>(null);

/** The program behind the window. */
export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (backend === null) throw new Error("a component stands outside the backend's context");
  return backend;
}
