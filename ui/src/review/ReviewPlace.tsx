import { Button } from "@primer/react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useAnswer } from "../backend/queries";
import type { Shell } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { Box } from "../parts/Box";
import { Page } from "../parts/Page";
import { m } from "../paraglide/messages.js";
import { ReviewTask } from "./ReviewTask";

/** A review: what the files say, before anything leaves. Null is the open one. */
export function ReviewPlace({ review, shell }: { review: string | null; shell: Shell }) {
  const sheet = useAnswer("review_sheet", { review });
  if (sheet.data) {
    return (
      <ReviewTask
        sheet={sheet.data}
        isolated={shell.side === "isolated"}
        hasEnterprise={shell.enterprise !== null}
      />
    );
  }
  return (
    <Page title={m.review_title()}>
      <Answered query={sheet}>{() => <NoneOpen />}</Answered>
    </Page>
  );
}

function NoneOpen() {
  const backend = useBackend();
  return (
    <Box
      title={m.review_none_open()}
      actions={
        <Button onClick={() => runOnHost(backend.chooseFiles())}>{m.review_add_files()}</Button>
      }
    >
      <p>{m.review_none_open_advice()}</p>
    </Box>
  );
}
