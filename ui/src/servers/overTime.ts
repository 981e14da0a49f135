import type { ExportLine } from "../generated/desk";

/** An export in time: how far along the time of all, and how far up between the fewest accounts and the most; 0 to 1 each. */
export type Point = { key: string; at: string; accounts: number; along: number; up: number };

/** The exports that tell how many accounts there were, the oldest first. */
export function pointsOf(exports: readonly ExportLine[]): Point[] {
  const told = exports.flatMap(({ at, accounts, sha256, review }) =>
    accounts === null ? [] : [{ key: `${at} ${sha256} ${review}`, at, accounts }],
  );
  told.reverse();
  const times = told.map(({ at }) => Date.parse(at));
  const counts = told.map(({ accounts }) => accounts);
  const along = share(times);
  const up = share(counts);
  return told.map((point, index) => ({
    ...point,
    along: along(times[index] ?? 0),
    up: up(counts[index] ?? 0),
  }));
}

/** Where a value lies between the least and the most; in the middle where all are the same. */
function share(values: readonly number[]): (value: number) => number {
  const least = Math.min(...values);
  const most = Math.max(...values);
  return (value) => (most === least ? 0.5 : (value - least) / (most - least));
}

/** How much room the name of a month with its year takes at the most, in CSS px. */
const MARK = 88;

/** The points whose months are written below the line: the first of each month, as many as do not touch. */
export function monthMarks(points: readonly Point[], width: number): Point[] {
  const marks: Point[] = [];
  for (const point of points) {
    const before = marks.at(-1);
    const sameMonth = before?.at.slice(0, 7) === point.at.slice(0, 7);
    const touches = before !== undefined && (point.along - before.along) * width < MARK;
    if (!sameMonth && !touches) marks.push(point);
  }
  return marks;
}
