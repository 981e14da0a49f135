import { ProgressBar, Spinner } from "@primer/react";
import type { ServerStep } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { stepWords } from "./reportWords";
import styles from "./Reports.module.css";

/** How far the reading of a server is: a bar where it is known how much there is, a sign that it goes on elsewhere. */
export function ServerStepBar({ host, step }: { host: string; step: ServerStep }) {
  const words = stepWords(step);
  const { bytes, of } = step;
  return (
    <div className={styles.going}>
      {of !== null && of > 0 ? (
        <ProgressBar
          bg="accent.emphasis"
          progress={Math.min(100, Math.floor((bytes / of) * 100))}
          aria-label={m.servers_reports_label({ host })}
          aria-valuetext={words}
        />
      ) : (
        <Spinner size="small" srText={null} />
      )}
      <span className={styles.soFar}>{words}</span>
    </div>
  );
}
