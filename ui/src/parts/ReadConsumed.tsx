import { SyncIcon } from "@primer/octicons-react";
import { Button, ProgressBar } from "@primer/react";
import { useCloudReading } from "../backend/progress";
import { useAct, useAnswer } from "../backend/queries";
import type { CloudReport, ReadingPages } from "../generated/desk";
import { ReadIdentities } from "../identities/ReadIdentities";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { count } from "../words/numbers";
import { announce } from "./announcements";
import styles from "./ReadConsumed.module.css";

/**
 * Reads everybody whom the enterprise counts, and stands for how that goes: when it was last read, how many pages are there,
 * and a way to stop it. Where it is `bare`, the date stands elsewhere. Beside it, who is whom can be read as well, unless that stands
 * elsewhere too (`alone`).
 */
export function ReadConsumed({ bare = false, alone = false }: { bare?: boolean; alone?: boolean }) {
  const read = useAct("read_consumed");
  const report = useAnswer("cloud_report", {});
  const known = report.data;
  const told = useCloudReading(known?.enterprise ?? "");
  const going = read.isPending || (known !== undefined && known.reading !== null);
  if (going) {
    return (
      <span className={styles.read}>
        <Going pages={told ?? known?.reading ?? { pages: 0, of: null }} />
        {!alone && <ReadIdentities />}
      </span>
    );
  }
  const words = known === undefined || bare ? null : standWords(known);
  return (
    <span className={styles.read}>
      {words !== null && <span className={styles.stand}>{words}</span>}
      <Button
        size="small"
        leadingVisual={SyncIcon}
        onClick={() => read.mutate({}, { onSuccess: () => announce(m.parts_read_spoken()) })}
      >
        {readWords(known)}
      </Button>
      {!alone && <ReadIdentities />}
    </span>
  );
}

function readWords(report: CloudReport | undefined): string {
  if (report !== undefined && report.broken_off !== null && report.broken_off.pages.pages > 0) {
    return m.parts_read_on();
  }
  return report?.practice === true ? m.parts_read_now() : m.parts_read_from_github();
}

/** When it was last read, or how far the last reading came. */
function standWords({ kept, broken_off: brokenOff }: CloudReport): string | null {
  if (brokenOff !== null && brokenOff.pages.pages > 0) {
    return m.parts_read_broken_off(pagesOf(brokenOff.pages));
  }
  return kept === null ? null : m.parts_read_at({ when: dateTime(kept.at) });
}

function Going({ pages }: { pages: ReadingPages }) {
  const stop = useAct("stop_reading_cloud");
  const percent =
    pages.of === null || pages.of === 0 ? 0 : Math.floor((pages.pages / pages.of) * 100);
  const words = pages.of === null ? m.parts_reading_begun() : m.parts_reading_pages(pagesOf(pages));
  return (
    <>
      <span className={styles.stand}>{words}</span>
      <ProgressBar
        className={styles.bar}
        bg="accent.emphasis"
        progress={percent}
        aria-label={m.parts_reading_label()}
        aria-valuetext={words}
      />
      <Button size="small" onClick={() => stop.mutate({})}>
        {m.parts_cancel()}
      </Button>
    </>
  );
}

function pagesOf({ pages, of }: ReadingPages): { pages: string; of: string } {
  return { pages: count(pages), of: of === null ? m.parts_not_known() : count(of) };
}
