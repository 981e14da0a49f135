import { ArrowRightIcon, FileIcon, XIcon } from "@primer/octicons-react";
import { Button, IconButton } from "@primer/react";
import { useAct, useAnswer } from "../backend/queries";
import type { FileBox, ReviewSheet } from "../generated/desk";
import { Page } from "../parts/Page";
import { PrimaryButton } from "../parts/PrimaryButton";
import { TaskBar } from "../parts/TaskBar";
import { m } from "../paraglide/messages.js";
import { goBack, goTo } from "../place";
import { dateTime } from "../words/dates";
import { ExpectedChange } from "./ExpectedChange";
import { FindingCounts } from "./FindingCounts";
import { Leaving, WHY_NOTHING_LEAVES } from "./Leaving";
import { LooseFile } from "./LooseFile";
import { ServerReview } from "./ServerReview";
import { useSpokenReading } from "./useSpokenReading";

/** The sheet of a review, with its task bar. */
export function ReviewTask(props: {
  sheet: ReviewSheet;
  isolated: boolean;
  /** Whether an enterprise is at hand. */
  hasEnterprise: boolean;
}) {
  const { sheet, isolated, hasEnterprise } = props;
  useSpokenReading(sheet.files);
  const files = new Map(sheet.files.map((file) => [file.id, file]));
  const filesOf = (ids: string[]): FileBox[] =>
    ids.map((id) => files.get(id)).filter((file) => file !== undefined);

  return (
    <Page
      title={m.review_title()}
      documentTitle={m.review_window_title({ servers: sheet.servers.length })}
      fact={[
        m.review_files({ count: sheet.files.length }),
        m.review_servers({ count: sheet.servers.length }),
        m.review_added({ when: dateTime(sheet.added_at) }),
      ].join(" · ")}
      actions={
        <>
          <FindingCounts counts={sheet.counts} />
          <CloseButton open={sheet.open} />
        </>
      }
      side={
        <>
          <Leaving sheet={sheet} files={files} isolated={isolated} />
          <ExpectedChange sheet={sheet} connected={!isolated && hasEnterprise} />
        </>
      }
      sideLabel={m.review_side()}
      bar={<Bar sheet={sheet} isolated={isolated} />}
    >
      {sheet.servers.map((server) => (
        <ServerReview
          // Two servers can go by one host, as where one took over from the other.
          key={server.files[0] ?? server.host}
          server={server}
          files={filesOf(server.files)}
          hosts={sheet.hosts}
          review={sheet.id}
          open={sheet.open}
        />
      ))}
      {filesOf(sheet.loose).map((file) => (
        <LooseFile key={file.id} file={file} hosts={sheet.hosts} open={sheet.open} />
      ))}
    </Page>
  );
}

/** Leaving a review keeps everything; closing the open one makes room for the next, and keeps its files. */
function CloseButton({ open }: { open: boolean }) {
  const close = useAct("close_review");
  if (!open) {
    return (
      <IconButton
        icon={XIcon}
        variant="invisible"
        aria-label={m.review_leave()}
        onClick={() => goBack()}
      />
    );
  }
  return (
    <IconButton
      icon={XIcon}
      variant="invisible"
      aria-label={m.review_close()}
      onClick={() => close.mutate({}, { onSuccess: () => goTo({ at: "overview" }) })}
    />
  );
}

function Bar({ sheet, isolated }: { sheet: ReviewSheet; isolated: boolean }) {
  const task = useAnswer("hand_over_task", { review: sheet.id }).data ?? null;
  const exports = isolated ? 0 : sheet.leaving.exports.length;
  // Where a hand-over of this review is under way already, the rest of it is named, so that it is not taken for progress.
  const begin = () =>
    goTo({
      at: "handover",
      review: sheet.id,
      files: task === null ? [] : sheet.leaving.exports,
      again: false,
    });
  const show = () => goTo({ at: "handover", review: sheet.id, files: [], again: false });

  return (
    <TaskBar
      label={m.review_bar()}
      notice={
        <>
          <FileIcon aria-hidden="true" />
          {m.review_originals()}
        </>
      }
    >
      {task !== null && exports > 0 && <Button onClick={show}>{m.review_show_hand_over()}</Button>}
      {task !== null && exports === 0 ? (
        <PrimaryButton trailingVisual={ArrowRightIcon} onClick={show}>
          {m.review_show_hand_over()}
        </PrimaryButton>
      ) : (
        <PrimaryButton
          trailingVisual={ArrowRightIcon}
          unavailable={exports === 0}
          aria-describedby={exports === 0 ? WHY_NOTHING_LEAVES : undefined}
          onClick={begin}
        >
          {exports === 0 ? m.review_hand_over_none() : m.review_hand_over({ count: exports })}
        </PrimaryButton>
      )}
    </TaskBar>
  );
}
