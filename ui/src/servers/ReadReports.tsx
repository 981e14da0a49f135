import { ServerIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useState } from "react";
import { useServerStep } from "../backend/progress";
import { useAnswer } from "../backend/queries";
import type { ServerPage } from "../generated/desk";
import { m } from "../paraglide/messages.js";
import { ReportsDialog } from "./ReportsDialog";

/** Opens the dialog that reads a server's own reports and its license; on the isolated side nothing asks a server. */
export function ReadReports({ page }: { page: ServerPage }) {
  const shell = useAnswer("shell", {}).data;
  const { key, host } = page.server;
  const connected = shell?.side === "connected";
  const stand = useAnswer("server_reading", { key }, { enabled: connected }).data;
  const told = useServerStep(stand?.host ?? host);
  const [opened, setOpened] = useState(false);
  if (!connected || stand === undefined) return null;
  return (
    <>
      <Button leadingVisual={ServerIcon} onClick={() => setOpened(true)}>
        {m.servers_reports_open()}
      </Button>
      {opened && (
        <ReportsDialog
          server={key}
          stand={stand}
          step={told ?? stand.reading}
          practice={shell.enterprise?.practice === true}
          httpOnly={page.http_only === true}
          onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}
