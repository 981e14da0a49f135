import { SyncIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useAct } from "../backend/queries";
import { m } from "../paraglide/messages.js";
import { announce } from "./announcements";

/** Asks for the enterprise's count now, beside the times at which a hand-over asks for it. */
export function ReadConsumed() {
  const read = useAct("read_consumed");
  return (
    <Button
      size="small"
      leadingVisual={SyncIcon}
      loading={read.isPending}
      loadingAnnouncement={m.parts_loading()}
      onClick={() => read.mutate({}, { onSuccess: () => announce(m.parts_read_spoken()) })}
    >
      {m.parts_read_now()}
    </Button>
  );
}
