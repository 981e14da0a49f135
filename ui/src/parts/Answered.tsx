import { Button } from "@primer/react";
import { SkeletonText } from "@primer/react/experimental";
import type { ReactNode } from "react";
import type { BackendFailure } from "../backend/backend";
import { m } from "../paraglide/messages.js";
import { failureWords } from "../words/failures";
import { FindingRow } from "./FindingRow";
import styles from "./Box.module.css";

/** What of a question to the desk matters here. */
type Query<Answer> = {
  data: Answer | undefined;
  error: BackendFailure | null;
  refetch: () => Promise<unknown>;
};

/** What the desk answered; while it is asked, a frame in its place, and when it could not answer, why. */
export function Answered<Answer>(props: {
  query: Query<Answer>;
  children: (answer: Answer) => ReactNode;
}) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  if (error !== null) {
    const { happened, advice } = failureWords(error.failure);
    return (
      <div className={styles.box}>
        <FindingRow
          weight="error"
          happened={happened}
          advice={advice}
          actions={
            <Button size="small" onClick={() => void refetch()}>
              {m.parts_try_again()}
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <div className={`${styles.box} ${styles.padded}`}>
      <SkeletonText lines={4} />
    </div>
  );
}
