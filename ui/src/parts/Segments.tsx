import { FocusKeys, SegmentedControl, useFocusZone } from "@primer/react";
import { useRef } from "react";
import type { Icon } from "@primer/octicons-react";

type Segment<Value> = { value: Value; words: string; icon?: Icon; lang?: string };

type SegmentsProps<Value> = {
  label: string;
  segments: readonly Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One of a few, side by side. One stop of the tab key, on the chosen one; the arrows go through them. */
export function Segments<Value>({ label, segments, value, onChange }: SegmentsProps<Value>) {
  const zone = useRef<HTMLDivElement>(null);
  useFocusZone({
    containerRef: zone,
    bindKeys: FocusKeys.ArrowHorizontal | FocusKeys.HomeAndEnd,
    focusInStrategy: () =>
      zone.current?.querySelector<HTMLElement>("button[aria-pressed='true']") ?? undefined,
  });
  return (
    <div ref={zone}>
      <SegmentedControl
        size="small"
        aria-label={label}
        onChange={(index) => {
          const chosen = segments[index];
          if (chosen) onChange(chosen.value);
        }}
      >
        {segments.map(({ value: known, words, icon, lang }) => (
          <SegmentedControl.Button
            key={String(known)}
            selected={known === value}
            {...(icon && { leadingVisual: icon })}
            {...(lang && { lang })}
          >
            {words}
          </SegmentedControl.Button>
        ))}
      </SegmentedControl>
    </div>
  );
}
