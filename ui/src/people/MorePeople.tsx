import { ActionList } from "@primer/react";
import { useState } from "react";
import { MoreMenu } from "../parts/MoreMenu";
import { m } from "../paraglide/messages.js";
import { DecisionsDialog } from "./DecisionsDialog";
import { WorklistDialog } from "./WorklistDialog";

/** The worklist and the decisions, of which each is about everybody. */
export function MorePeople() {
  const [opened, setOpened] = useState<"worklist" | "decisions" | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <MoreMenu label={m.people_more()}>
        <ActionList.Item onSelect={() => setOpened("worklist")}>
          {m.people_worklist()}
        </ActionList.Item>
        <ActionList.Item onSelect={() => setOpened("decisions")}>
          {m.people_decisions()}
        </ActionList.Item>
      </MoreMenu>
      {opened === "worklist" && <WorklistDialog onClose={close} />}
      {opened === "decisions" && <DecisionsDialog onClose={close} />}
    </>
  );
}
