import type { CheckLine, CheckState } from "../generated/desk";
import { StateIcon, type State } from "../parts/StateLabel";
import { checkLineWords } from "./checkLineWords";
import styles from "./Settings.module.css";

const STATES: Record<CheckState, State> = {
  fine: "counted",
  warning: "attention",
  failed: "failed",
  unknown: "ahead",
};

/** A check, line by line: what holds, what does not, and what stays unknown because of it. */
export function CheckLines({ lines, practice }: { lines: CheckLine[]; practice: boolean }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => {
        const { says, follows } = checkLineWords(line, practice);
        return (
          <li key={says} className={styles.line}>
            <StateIcon state={STATES[line.state]} />
            <span>
              {says}
              {follows !== null && (
                <span className={styles.follows}>
                  {line.state === "fine" ? " " : " · "}
                  {follows}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
