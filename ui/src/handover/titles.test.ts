import { expect, test } from "vitest";
import type { HandOverState, HandOverTask } from "../generated/desk";
import { handOverTaskOf } from "../backend/fixture/handover";
import { sceneOf } from "../backend/fixture/scene";
import { progressTitle } from "./titles";

/** A task whose hand-overs stand in these states. */
function taskOf(...states: HandOverState[]): HandOverTask {
  const task = handOverTaskOf(sceneOf(""));
  const [like] = task?.handovers ?? [];
  if (task === null || like === undefined) throw new Error("the scene has a hand-over");
  return { ...task, handovers: states.map((state) => ({ ...like, state })) };
}

test.each<[HandOverState[], string]>([
  [["waiting"], "1 export is not counted yet"],
  [["counted"], "1 export is counted"],
  [["failed"], "1 export failed"],
  [["unconfirmed"], "1 export is unconfirmed"],
  [["stopped"], "1 export, no longer watched"],
  [["waiting", "waiting"], "0 of 2 exports counted"],
  [["counted", "received"], "1 of 2 exports counted"],
  [["failed", "unconfirmed"], "1 of 2 exports failed, 1 is unconfirmed"],
  [["failed", "counted"], "1 of 2 exports failed"],
  [["counted", "stopped"], "1 of 2 exports counted, the others no longer watched"],
  [["handing_over", "waiting"], "Handing over 2 exports to Hoshino Group"],
])("%o: %s", (states, title) => {
  expect(progressTitle(taskOf(...states))).toBe(title);
});
