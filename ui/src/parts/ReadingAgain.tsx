import { Button, ProgressBar } from "@primer/react";
import { useReading } from "../backend/progress";
import { useAct } from "../backend/queries";
import { m } from "../paraglide/messages.js";
import { size } from "../words/numbers";
import { MiddleEllipsis } from "./MiddleEllipsis";
import styles from "./ReadingAgain.module.css";

/** How far kept files are that are read again, told as the reading of one of them; it can be stopped. */
export function ReadingAgain({ file, words }: { file: string; words: string }) {
  const reading = useReading(file);
  const cancel = useAct("cancel_reading");
  const total = reading?.total ?? 0;
  const percent = total === 0 ? 0 : Math.floor(((reading?.bytes ?? 0) / total) * 100);
  return (
    <div className={styles.reading}>
      <span className={styles.words}>
        <MiddleEllipsis name={words} />
      </span>
      <ProgressBar
        className={styles.bar}
        bg="accent.emphasis"
        progress={percent}
        aria-label={words}
      />
      <span className={styles.soFar}>
        {reading === undefined
          ? m.parts_reading_started()
          : m.parts_reading_bytes({ done: size(reading.bytes), total: size(total) })}
      </span>
      <Button size="small" onClick={() => cancel.mutate({ file })}>
        {m.parts_cancel()}
      </Button>
    </div>
  );
}
