import type { ReactNode } from "react";
import { m } from "../paraglide/messages.js";
import { sentenceGap } from "../words/locale";
import { StateIcon, type State } from "./StateLabel";
import styles from "./FindingRow.module.css";

/** How much a finding matters to the person: a question waits for an answer, but blocks nothing. */
export type Weight = "error" | "warning" | "question" | "note";

const STATES: Record<Weight, State> = {
  error: "failed",
  warning: "attention",
  question: "attention",
  note: "note",
};

type FindingRowProps = {
  weight: Weight;
  /** A first sentence that says the most; it stands in the place of the kind, which is then only read aloud. */
  title?: string | null;
  /** What happened, or the rest of it. */
  happened?: ReactNode;
  /** What to do, if anything. */
  advice?: ReactNode;
  /** At most two. */
  actions?: ReactNode;
  /** So that a count elsewhere can lead here. */
  id?: string;
};

/** A finding: what happened, then what to do. */
export function FindingRow({ weight, title, happened, advice, actions, id }: FindingRowProps) {
  return (
    <div className={styles.row} id={id} tabIndex={id === undefined ? undefined : -1}>
      <StateIcon state={STATES[weight]} />
      <div className={styles.body}>
        <div className={styles.text}>
          <p>
            {title && <span className={styles.spoken}>{lead(weight)} </span>}
            <strong>{title ?? lead(weight)}</strong>
            {title ? sentenceGap() : " "}
            {happened}
          </p>
          {advice !== undefined && <p className={styles.advice}>{advice}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}

function lead(weight: Weight): string {
  switch (weight) {
    case "error":
      return m.parts_lead_error();
    case "warning":
      return m.parts_lead_warning();
    case "question":
      return m.parts_lead_question();
    case "note":
      return m.parts_lead_note();
  }
}
