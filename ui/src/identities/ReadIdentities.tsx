import { AlertFillIcon, IdBadgeIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useState } from "react";
import { useCloudPartReading } from "../backend/progress";
import { useAct, useAnswer } from "../backend/queries";
import type { CloudPartReading } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { IdentitiesDialog } from "./IdentitiesDialog";
import { ReadingBar } from "./ReadingBar";
import { hasProblem } from "./words";

/**
 * Opens the dialog that reads who is whom at the identity providers, and Visual Studio subscriptions; while they are read, it stands for
 * how that goes.
 */
export function ReadIdentities() {
  const parts = useAnswer("cloud_parts", {}).data;
  const [opened, setOpened] = useState(false);
  const reading = useReadingNow();
  if (parts === undefined || parts.enterprise === null) return null;
  const problem = parts.last !== null && hasProblem(parts.last);
  return (
    <>
      {reading !== null && !opened ? (
        <Going reading={reading} onOpen={() => setOpened(true)} />
      ) : (
        <Button
          size="small"
          variant="invisible"
          leadingVisual={problem ? AlertFillIcon : IdBadgeIcon}
          {...(problem && { "aria-label": m.identities_open_problem() })}
          onClick={() => setOpened(true)}
        >
          {m.identities_open()}
        </Button>
      )}
      {opened && (
        <IdentitiesDialog parts={parts} reading={reading} onClose={() => setOpened(false)} />
      )}
    </>
  );
}

/** How far the reading for the enterprise at hand is; null while none goes on. */
function useReadingNow(): CloudPartReading | null {
  const parts = useAnswer("cloud_parts", {}).data;
  const told = useCloudPartReading(parts?.enterprise ?? "");
  return told ?? parts?.reading ?? null;
}

function Going({ reading, onOpen }: { reading: CloudPartReading; onOpen: () => void }) {
  const stop = useAct("stop_reading_cloud_parts");
  return (
    <>
      <ReadingBar reading={reading} />
      <Button size="small" variant="invisible" onClick={onOpen}>
        {m.identities_open()}
      </Button>
      <Button size="small" onClick={() => stop.mutate({})}>
        {m.parts_cancel()}
      </Button>
    </>
  );
}
