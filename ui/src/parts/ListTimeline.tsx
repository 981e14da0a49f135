import { Timeline, type TimelineProps } from "@primer/react";
import { FeatureFlags } from "@primer/react/experimental";

const AS_LIST = { primer_react_timeline_list_semantics: true };

/** Primer's timeline as the ordered list that it is; without its flag it would be made of nameless boxes. */
export function ListTimeline(props: TimelineProps) {
  return (
    <FeatureFlags flags={AS_LIST}>
      <Timeline {...props} />
    </FeatureFlags>
  );
}
