import { Button, ProgressBar } from "@primer/react";
import { useEffect } from "react";
import { forgetCounting, type CountingSoFar } from "../backend/progress";
import { useAct } from "../backend/queries";
import { m } from "../paraglide/messages.js";
import { size } from "../words/numbers";
import styles from "./CountingProgress.module.css";

/** How far the count of everybody is, with a button that stops it for all who wait for it. */
export function CountingProgress({ soFar }: { soFar: CountingSoFar }) {
  const cancel = useAct("cancel_count");
  useEffect(() => forgetCounting, []);
  const { bytes, total } = soFar;
  const percent = total === 0 ? 0 : Math.floor((bytes / total) * 100);
  return (
    <div className={styles.counting}>
      <p className={styles.words}>{stepWords(soFar)}</p>
      <ProgressBar
        className={styles.bar}
        bg="accent.emphasis"
        progress={percent}
        aria-label={m.parts_counting()}
      />
      <Button size="small" onClick={() => cancel.mutate({})}>
        {m.parts_cancel()}
      </Button>
    </div>
  );
}

function stepWords({ step, bytes, total }: CountingSoFar): string {
  switch (step) {
    case "reading":
      return m.parts_counting_read({ done: size(bytes), total: size(total) });
    case "matching":
      return m.parts_counting_match();
    case "comparing":
      return m.parts_counting_compare();
  }
}
