import { useCallback, useEffect, useRef, useState } from "react";
import { useBackend, type Drag } from "../backend/backend";
import { reportFailure } from "../backend/failures";
import { runOnHost } from "../backend/host";
import { useAnswer } from "../backend/queries";
import type { Shell } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { m } from "../paraglide/messages.js";
import { currentPlace, startAt, topOf, usePlace } from "../place";
import { AddEnterpriseDialog } from "../settings/AddEnterpriseDialog";
import { useStore } from "../store";
import { speakChosen, useLocale } from "../words/locale";
import { Announcer } from "./Announcer";
import { useAppearance } from "./appearance";
import { closeDialog, openedDialog } from "./dialogs";
import { DragOverlay } from "./DragOverlay";
import { Failures } from "./Failures";
import { Navigation } from "./Navigation";
import { WithOverlays } from "./overlays";
import { PlaceView } from "./PlaceView";
import { PracticeBar } from "./PracticeBar";
import { ShortcutTable } from "./ShortcutTable";
import { useArrivals } from "./useArrivals";
import { useKeyboard } from "./useKeyboard";
import styles from "./Shell.module.css";

/** The whole window, once the desk has said what its frame shows. */
export function Window() {
  useLocale();
  const shell = useAnswer("shell", {});
  if (shell.data !== undefined) return <Frame shell={shell.data} />;
  return (
    <main className={styles.alone}>
      <h1 className={styles.spoken}>{m.shell_name()}</h1>
      <Answered query={shell}>{() => null}</Answered>
    </main>
  );
}

function Frame({ shell }: { shell: Shell }) {
  useAppearance(shell.settings.appearance);
  useLanguage(shell.settings.language);
  useArrivals(shell.enterprise?.name ?? "");
  useFreshStart(shell.enterprise?.name);
  const addFiles = useAddFiles();
  useKeyboard(addFiles);
  const place = usePlace();
  const drag = useDrag();
  const dialog = useStore(openedDialog);
  const practice = shell.enterprise?.practice === true;

  return (
    <WithOverlays>
      <div className={styles.window}>
        <a
          className={styles.skip}
          href="#content"
          onClick={(event) => {
            event.preventDefault();
            document.querySelector<HTMLElement>("main h1")?.focus();
          }}
        >
          {m.shell_skip()}
        </a>
        <Navigation shell={shell} onAddFiles={addFiles} />
        <div className={styles.column}>
          {practice && <PracticeBar />}
          <Failures />
          <PlaceView place={place} shell={shell} />
        </div>
        {drag !== null && dialog === null && (
          <DragOverlay drag={drag} adding={shell.review !== null && place.at === "review"} />
        )}
        {dialog === "shortcuts" && <ShortcutTable onClose={closeDialog} />}
        {dialog === "add-enterprise" && (
          <AddEnterpriseDialog isolated={shell.side === "isolated"} onClose={closeDialog} />
        )}
        <Announcer />
      </div>
    </WithOverlays>
  );
}

function useDrag(): Drag | null {
  const backend = useBackend();
  const [drag, setDrag] = useState<Drag | null>(null);
  useEffect(() => backend.onDrag(setDrag), [backend]);
  useEffect(() => backend.onFailure(reportFailure), [backend]);
  return drag;
}

function useLanguage(language: Shell["settings"]["language"]): void {
  useEffect(() => speakChosen(language), [language]);
}

function useAddFiles(): () => void {
  const backend = useBackend();
  return useCallback(() => runOnHost(backend.chooseFiles()), [backend]);
}

/** Another enterprise has other reviews and receipts: the way through this one's is forgotten. */
function useFreshStart(enterprise: string | undefined): void {
  const before = useRef(enterprise);
  useEffect(() => {
    if (before.current === enterprise) return;
    before.current = enterprise;
    startAt({ at: topOf(currentPlace()) });
  }, [enterprise]);
}
