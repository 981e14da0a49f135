import { useEffect } from "react";
import type { Failure } from "../generated/desk";
import { announceError } from "../parts/announcements";
import { FindingRow } from "../parts/FindingRow";
import { failureWords, type FailureWords } from "../words/failures";
import styles from "./Settings.module.css";

/** Why what was typed was not taken, above the fields; a form may have words of its own for it. */
export function FormFailure(props: {
  failure: Failure | undefined;
  wordsOf?: (failure: Failure) => FailureWords;
}) {
  const { failure, wordsOf = failureWords } = props;
  const words = failure === undefined ? null : wordsOf(failure);
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
