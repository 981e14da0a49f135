import { FileIcon, ServerIcon } from "@primer/octicons-react";
import { Button, Label } from "@primer/react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import type { Finding, HandOver, HandOverTask } from "../generated/desk";
import { Box } from "../parts/Box";
import { FindingRow } from "../parts/FindingRow";
import { HostName } from "../parts/HostName";
import { ListTimeline } from "../parts/ListTimeline";
import { PlaceLink } from "../parts/PlaceLink";
import { StateLabel } from "../parts/StateLabel";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { findingWords } from "../words/findings";
import { visible } from "../words/names";
import { HandOverStep } from "./HandOverStep";
import { STATE_LOOKS, stateName } from "./titles";
import styles from "./HandOver.module.css";

/** One file on its way: its steps with their evidence, and what was noticed. */
export function HandOverBox({ handOver, task }: { handOver: HandOver; task: HandOverTask }) {
  const { file, state, steps, findings } = handOver;
  const server = visible(file.server);
  return (
    <Box
      icon={<ServerIcon aria-hidden="true" />}
      title={<HostName host={file.server} />}
      labels={file.sample && <Label variant="attention">{m.handover_sample()}</Label>}
      actions={<StateLabel state={STATE_LOOKS[state]}>{stateName(state)}</StateLabel>}
      body="rows"
    >
      <ListTimeline
        clipSidebar="both"
        className={styles.timeline}
        aria-label={m.handover_steps_of({ server })}
      >
        {steps.map((step) => (
          <HandOverStep key={step.step} step={step} handOver={handOver} task={task} />
        ))}
      </ListTimeline>
      {findings.map((finding) => (
        <HandOverFinding key={keyOf(finding)} finding={finding} handOver={handOver} task={task} />
      ))}
      <Footer handOver={handOver} review={task.review} />
    </Box>
  );
}

function HandOverFinding(props: { finding: Finding; handOver: HandOver; task: HandOverTask }) {
  const { finding, handOver, task } = props;
  const { title, happened, advice } = findingWords(finding, task);
  const backend = useBackend();
  return (
    <FindingRow
      weight={finding.severity}
      title={title}
      happened={happened}
      advice={advice}
      actions={
        offersAgain(finding) && (
          <>
            {finding.code === "unconfirmed" && task.route === "page" && (
              <Button size="small" onClick={() => runOnHost(backend.openPage(task.enterprise))}>
                {m.handover_open_page()}
              </Button>
            )}
            <AgainButton handOver={handOver} review={task.review} />
          </>
        )
      }
    />
  );
}

/** A code can stand several times, as where several requests failed in different ways. */
function keyOf({ code, params }: Finding): string {
  return `${code}-${JSON.stringify(params)}`;
}

/** The findings after which the same bytes can be handed over once more. */
function offersAgain({ code }: Finding): boolean {
  return code === "failed_at_cloud" || code === "unconfirmed";
}

function AgainButton({ handOver, review }: { handOver: HandOver; review: string }) {
  const { file } = handOver.file;
  return (
    <Button
      size="small"
      onClick={() => goTo({ at: "handover", review, files: [file], again: true })}
    >
      {m.handover_again()}
    </Button>
  );
}

/** Its receipt, and another try where no finding offers one. */
function Footer({ handOver, review }: { handOver: HandOver; review: string }) {
  const { receipt, state, findings } = handOver;
  const ended = state === "failed" || state === "cancelled" || state === "stopped";
  const again = ended && !findings.some(offersAgain);
  if (receipt === null && !again) return null;
  return (
    <div className={styles.footer}>
      {receipt !== null && (
        <span className={styles.receipt}>
          <FileIcon aria-hidden="true" />
          <PlaceLink place={{ at: "receipt", number: receipt }}>
            {m.handover_receipt({ number: receipt })}
          </PlaceLink>
        </span>
      )}
      {again && <AgainButton handOver={handOver} review={review} />}
    </div>
  );
}
