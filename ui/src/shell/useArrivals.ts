import { useEffect, useRef } from "react";
import { useAnswer } from "../backend/queries";
import { currentPlace, goTo } from "../place";

/**
 * Opens the review when files arrive in it, however they came: dropped, chosen, or a sample. `world` is the enterprise at
 * hand; another one has another open review, and its files did not arrive just now.
 */
export function useArrivals(world: string): void {
  const sheet = useAnswer("review_sheet", { review: null }, { world }).data;
  const known = useRef<{ world: string; files: ReadonlySet<string> } | null>(null);
  useEffect(() => {
    if (sheet === undefined) return;
    const files = new Set(sheet?.files.map((file) => file.id));
    const before = known.current;
    known.current = { world, files };
    if (before === null || before.world !== world || sheet === null) return;
    if ([...files].every((file) => before.files.has(file))) return;
    const place = currentPlace();
    const there = place.at === "review" && (place.review === null || place.review === sheet.id);
    if (!there) goTo({ at: "review", review: null });
  }, [sheet, world]);
}
