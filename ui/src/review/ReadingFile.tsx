import { Button, ProgressBar } from "@primer/react";
import { useEffect, useRef } from "react";
import { useReading } from "../backend/progress";
import { useAct } from "../backend/queries";
import type { FileBox } from "../generated/desk";
import { announce } from "../parts/announcements";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { m } from "../paraglide/messages.js";
import { visible } from "../words/names";
import { size } from "../words/numbers";
import styles from "./Review.module.css";

/** How far the reading of a file is, in bytes and accounts; `named` where the box around it is not the file's own. */
export function ReadingFile({ file, named }: { file: FileBox; named: boolean }) {
  const reading = useReading(file.id);
  const { name } = file.entry;
  const total = reading?.total ?? file.entry.bytes ?? 0;
  const percent =
    total === 0 ? 0 : Math.min(100, Math.floor(((reading?.bytes ?? 0) / total) * 100));
  useSpokenQuarters(name, percent);

  return (
    <div className={styles.reading}>
      <span className={styles.readingName}>
        {named ? <MiddleEllipsis name={name} /> : m.review_reading_state()}
      </span>
      <ProgressBar
        className={styles.bar}
        bg="accent.emphasis"
        progress={percent}
        aria-label={m.review_reading({ name: visible(name) })}
      />
      <span className={styles.readingSoFar}>
        {reading === undefined
          ? m.parts_reading_started()
          : soFar(reading.accounts, size(reading.bytes), size(total))}
      </span>
      {named && <CancelReading file={file} />}
    </div>
  );
}

/** Stops the reading of a file, which then leaves the review. */
export function CancelReading({ file }: { file: FileBox }) {
  const cancel = useAct("cancel_reading");
  return (
    <Button size="small" onClick={() => cancel.mutate({ file: file.id })}>
      {m.parts_cancel()}
    </Button>
  );
}

function soFar(accounts: number, done: string, total: string): string {
  return accounts === 0
    ? m.parts_reading_bytes({ done, total })
    : m.review_reading_accounts({ accounts, done, total });
}

/** Reads the progress aloud at every quarter. Its end is told where the files are known, since then this is gone. */
function useSpokenQuarters(name: string, percent: number) {
  const quarter = Math.floor(percent / 25);
  const spoken = useRef(0);
  useEffect(() => {
    if (quarter <= spoken.current || quarter >= 4) return;
    spoken.current = quarter;
    announce(m.review_reading_spoken({ name: visible(name), percent: quarter * 25 }));
  }, [quarter, name]);
}
