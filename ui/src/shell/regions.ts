/** The parts of the window that F6 walks through, in reading order; empty ones are passed over. */
function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(
    (region) => region.childElementCount > 0,
  );
}

/** Moves the focus to the next or the previous region, around the end. */
export function focusRegion(step: 1 | -1): void {
  const all = regions();
  // The innermost: a region can stand in another one, where it is read between the parts of that one.
  const at = all.findLastIndex((region) => region.contains(document.activeElement));
  const start = at === -1 && step === -1 ? 0 : at;
  const next = all.at((start + step) % all.length);
  if (next === undefined) return;
  // In the navigation the place at hand is where one goes on from.
  const current = next.querySelector<HTMLElement>('a[aria-current="page"]');
  (current ?? next).focus();
}
