/** How high a row is, in CSS px. */
export const ROW = 36;

/** The least height of the thumb, so that it can be taken. */
const LEAST_THUMB = 24;

/** The first row in view, kept within what there is. */
export function clampTop(top: number, total: number, shown: number): number {
  return Math.min(Math.max(0, top), Math.max(0, total - shown));
}

/** The first row in view so that a row is, moved no further than it has to. */
export function topShowing(place: number, top: number, total: number, shown: number): number {
  const whole = Math.max(1, Math.floor(shown));
  if (place < top) return clampTop(place, total, shown);
  if (place >= Math.floor(top) + whole) return clampTop(place - shown + 1, total, shown);
  return top;
}

/** The thumb of a track of this height, scaled to the total; null where everything is in view. */
export function thumbOf(
  top: number,
  total: number,
  shown: number,
  track: number,
): { offset: number; length: number } | null {
  if (total <= shown || track <= 0) return null;
  const length = Math.max(LEAST_THUMB, (shown / total) * track);
  return { offset: (top / (total - shown)) * (track - length), length };
}

/** The first row in view for a thumb that was drawn to this offset. */
export function topOfThumb(offset: number, total: number, shown: number, track: number): number {
  const { length } = thumbOf(0, total, shown, track) ?? { length: 0 };
  const way = Math.max(1, track - length);
  return clampTop((offset / way) * (total - shown), total, shown);
}

/** The row that a key moves to; null for a key that moves to none. */
export function rowAfter(key: string, place: number, total: number, page: number): number | null {
  const last = Math.max(0, total - 1);
  switch (key) {
    case "ArrowDown":
      return Math.min(last, place + 1);
    case "ArrowUp":
      return Math.max(0, place - 1);
    case "PageDown":
      return Math.min(last, place + page);
    case "PageUp":
      return Math.max(0, place - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
