import { useEffect } from "react";
import type { Failure } from "../generated/desk";
import { announceError } from "../parts/announcements";
import { FindingRow } from "../parts/FindingRow";
import { failureWords } from "../words/failures";
import styles from "./Settings.module.css";

/** Why what was typed was not taken, above the fields. */
export function FormFailure({ failure }: { failure: Failure | undefined }) {
  const words = failure === undefined ? null : failureWords(failure);
  const happened = words?.happened;
  useEffect(() => {
    if (happened !== undefined) announceError(happened);
  }, [happened]);
  if (words === null) return null;
  return (
    <div className={styles.failure}>
      <FindingRow weight="error" title={words.happened} advice={words.advice} />
    </div>
  );
}
