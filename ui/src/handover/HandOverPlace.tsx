import { useState } from "react";
import { useAnswer } from "../backend/queries";
import { Answered } from "../parts/Answered";
import { Page } from "../parts/Page";
import { m } from "../paraglide/messages.js";
import type { Place } from "../place";
import { PreparationTask } from "./PreparationTask";
import { ProgressTask } from "./ProgressTask";

/** The hand-over of a review: the way to begin one, or how far it is. */
export function HandOverPlace({ place }: { place: Place & { at: "handover" } }) {
  const { review, files, again } = place;
  const task = useAnswer("hand_over_task", { review });
  // Watching begins as GitHub's page is opened, and the files are still to be dragged there.
  const [staying, setStaying] = useState(false);

  if (task.data === undefined) {
    return (
      <Page title={m.handover_window_title()}>
        <Answered query={task}>{() => null}</Answered>
      </Page>
    );
  }
  const toBegin = files.length > 0 || again || staying;
  if (task.data !== null && !toBegin) return <ProgressTask task={task.data} />;
  return (
    <PreparationTask
      key={JSON.stringify([files, again])}
      review={review}
      files={files}
      again={again}
      onBegun={setStaying}
    />
  );
}
