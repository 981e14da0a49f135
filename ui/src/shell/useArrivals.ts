import { useEffect, useRef } from "react";
import { useAnswer } from "../backend/queries";
import { currentPlace, goTo } from "../place";
import { isFetched } from "../review/files";

/**
 * Opens the review when files arrive in it that a person brought: dropped, chosen, or a sample. What was read over the network comes when
 * its reading ends, and takes nobody away from what they are doing by then. `world` is the enterprise at hand; another one has another open
 * review, and its files did not arrive just now.
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
    const arrived = sheet.files.filter((file) => !before.files.has(file.id));
    if (arrived.every(isFetched)) return;
    const place = currentPlace();
    const there = place.at === "review" && (place.review === null || place.review === sheet.id);
    if (!there) goTo({ at: "review", review: null });
  }, [sheet, world]);
}
