import { textWidth } from "./textWidth";

/** A mark on the axis of the range strip, with the label that stands at it. */
export type Mark = {
  id: string;
  value: number;
  side: "above" | "below";
  figure: string;
  word: string;
};

/** A label as it is laid out: CSS px from the left, and on which line away from the axis. */
export type PlacedLabel = Mark & { x: number; left: number; width: number; line: number };

/** The ends of an axis: rounded values below the smallest and above the largest. */
export function axisOf(values: readonly number[]): { from: number; to: number } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  // Without a range of their own, the values stand in the middle of a little room.
  const room = high > low ? (high - low) * 0.1 : Math.max(1, low * 0.01);
  const unit = 10 ** Math.floor(Math.log10(Math.max(room, 1)));
  return {
    from: Math.max(0, Math.floor((low - room) / unit) * unit),
    to: Math.ceil((high + room) / unit) * unit,
  };
}

/** Where a value stands on an axis of this width, in CSS px. */
export function placeOn(axis: { from: number; to: number }, value: number, width: number): number {
  return axis.to === axis.from ? 0 : ((value - axis.from) / (axis.to - axis.from)) * width;
}

/** Lays labels out so that none touches another: one that would goes to the next line away from the axis. */
export function placeLabels(
  marks: readonly Mark[],
  axis: { from: number; to: number },
  width: number,
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const mark of marks.toSorted((one, other) => one.value - other.value)) {
    const own = Math.min(
      width,
      Math.max(textWidth(mark.figure, 600), textWidth(mark.word, 400)) + ROOM,
    );
    const x = placeOn(axis, mark.value, width);
    const left = Math.min(Math.max(0, x - own / 2), width - own);
    const touches = (line: number) =>
      placed.some(
        (other) =>
          other.side === mark.side &&
          other.line === line &&
          left < other.left + other.width + GAP &&
          other.left < left + own + GAP,
      );
    let line = 0;
    while (touches(line)) line += 1;
    placed.push({ ...mark, x, left, width: own, line });
  }
  return placed;
}

/** Between two labels on one line. */
const GAP = 8;

/** Figures are set with all digits of one width, which is not measured. */
const ROOM = 4;
