import { FileIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useState } from "react";
import { useAct } from "../backend/queries";
import type { HandOverTask } from "../generated/desk";
import { ConfirmationDialog } from "../parts/Dialog";
import { Page } from "../parts/Page";
import { PrimaryButton } from "../parts/PrimaryButton";
import { TaskBar } from "../parts/TaskBar";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { date } from "../words/dates";
import { ConsumedStrip } from "./ConsumedStrip";
import { HandOverBox } from "./HandOverBox";
import { NextCheck } from "./NextCheck";
import { isWatched, progressTitle } from "./titles";
import { useSpokenStates } from "./useSpokenStates";
import styles from "./HandOver.module.css";

/** How far the hand-overs of a review are, by the cloud's own answers. */
export function ProgressTask({ task }: { task: HandOverTask }) {
  useSpokenStates(task.handovers);
  const watched = task.handovers.some(({ state }) => isWatched(state));
  const sending = task.handovers.some(({ state }) => state === "handing_over");
  return (
    <Page
      title={progressTitle(task)}
      documentTitle={m.handover_window_title_progress()}
      parent={{
        label: m.handover_parent({ date: date(task.review_at) }),
        place: { at: "review", review: task.review },
      }}
      actions={watched && !sending && <NextCheck task={task} />}
      bar={<Bar task={task} watched={watched} />}
    >
      <ConsumedStrip task={task} />
      <div className={styles.boxes}>
        {task.handovers.map((handOver) => (
          <HandOverBox key={handOver.id} handOver={handOver} task={task} />
        ))}
      </div>
    </Page>
  );
}

function Bar({ task, watched }: { task: HandOverTask; watched: boolean }) {
  const receipt = task.handovers.find(
    (one) => one.state === "counted" && one.receipt !== null,
  )?.receipt;
  return (
    <TaskBar label={m.handover_bar()} notice={noticeOf(task, watched)}>
      {watched && <StopWatching task={task} />}
      {receipt && (
        <PrimaryButton
          leadingVisual={FileIcon}
          onClick={() => goTo({ at: "receipt", number: receipt })}
        >
          {m.handover_open_receipt()}
        </PrimaryButton>
      )}
    </TaskBar>
  );
}

function noticeOf({ handovers }: HandOverTask, watched: boolean): string {
  if (handovers.some(({ state }) => state === "failed" || state === "unconfirmed")) {
    return m.handover_settle();
  }
  if (handovers.every(({ state }) => state === "counted")) return m.handover_finished();
  return watched ? m.handover_promise() : m.handover_ended();
}

function StopWatching({ task }: { task: HandOverTask }) {
  const [asking, setAsking] = useState(false);
  const stop = useAct("stop_watching");
  const count = task.handovers.filter(({ state }) => isWatched(state)).length;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{m.handover_stop()}</Button>
      {asking && (
        <ConfirmationDialog
          title={m.handover_stop_title()}
          confirm={m.handover_stop_confirm()}
          danger
          working={stop.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            stop.mutate({ review: task.review }, { onSettled: () => setAsking(false) })
          }
        >
          {m.handover_stop_body({ count })}
        </ConfirmationDialog>
      )}
    </>
  );
}
