import { Timeline, type TimelineProps } from "@primer/react";
import { FeatureFlags } from "@primer/react/experimental";
import styles from "./ListTimeline.module.css";

const AS_LIST = { primer_react_timeline_list_semantics: true };

/** Primer's timeline as the ordered list that it is; without its flag it would be made of nameless boxes. */
export function ListTimeline({ className, ...props }: TimelineProps) {
  return (
    <FeatureFlags flags={AS_LIST}>
      <Timeline {...props} className={[styles.timeline, className].filter(Boolean).join(" ")} />
    </FeatureFlags>
  );
}
