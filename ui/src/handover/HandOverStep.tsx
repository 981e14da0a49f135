import { AlertFillIcon, CheckIcon, CircleIcon, XIcon } from "@primer/octicons-react";
import { Button, ProgressBar, Spinner, Timeline } from "@primer/react";
import type { ReactNode } from "react";
import { useBackend } from "../backend/backend";
import { runOnHost } from "../backend/host";
import { useSending } from "../backend/progress";
import { useAct } from "../backend/queries";
import type { HandOver, HandOverTask, Step, StepState } from "../generated/desk";
import { Figure } from "../parts/Figure";
import { Hash } from "../parts/Hash";
import { MiddleEllipsis } from "../parts/MiddleEllipsis";
import { Rich } from "../parts/Rich";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { visible } from "../words/names";
import { count, size } from "../words/numbers";
import { FileActions } from "./FileActions";
import { evidenceOf, moreOf, stepSays, stepTime, stepTitle } from "./steps";
import styles from "./HandOver.module.css";

type StepProps = { step: Step; handOver: HandOver; task: HandOverTask };

/** A step of the way, with its time and the answer it rests on; a step ahead says what it waits for. */
export function HandOverStep({ step, handOver, task }: StepProps) {
  const ahead = step.state === "ahead";
  const at = stepTime(step, handOver, task);
  const evidence = evidenceOf(step, handOver);
  const more = moreOf(step, handOver);
  return (
    <Timeline.Item
      className={styles.step}
      aria-current={step.state === "current" ? "step" : undefined}
    >
      <StepBadge state={step.state} />
      <Timeline.Body className={ahead ? styles.stepAhead : styles.stepBody}>
        <div className={styles.stepHead}>
          <span className={ahead ? styles.stepNameAhead : styles.stepName}>
            {stepTitle(step, handOver)}
          </span>
          {at !== null && (
            <span className={styles.stepTime} title={at.clock}>
              {at.shown}
            </span>
          )}
        </div>
        <p className={styles.stepSays}>{stepSays(step, handOver, task)}</p>
        {more !== null && <p className={styles.stepSays}>{more}</p>}
        {step.step === "handed_over" && !ahead && <FileEvidence handOver={handOver} task={task} />}
        {evidence !== null && (
          <Evidence>
            <p>
              <Rich parts={evidence} figure={<HeldAccounts handOver={handOver} />} />
            </p>
          </Evidence>
        )}
      </Timeline.Body>
    </Timeline.Item>
  );
}

function StepBadge({ state }: { state: StepState }) {
  switch (state) {
    case "done":
      return (
        <Timeline.Badge variant="success">
          <CheckIcon aria-hidden="true" />
        </Timeline.Badge>
      );
    case "current":
      return (
        <Timeline.Badge variant="accent">
          <Spinner size="small" srText={null} className={styles.spinner} />
        </Timeline.Badge>
      );
    case "failed":
      return (
        <Timeline.Badge variant="danger">
          <XIcon aria-hidden="true" />
        </Timeline.Badge>
      );
    case "unconfirmed":
      return (
        <Timeline.Badge variant="attention">
          <AlertFillIcon aria-hidden="true" />
        </Timeline.Badge>
      );
    case "ahead":
      return (
        <Timeline.Badge>
          <CircleIcon aria-hidden="true" />
        </Timeline.Badge>
      );
  }
}

/** How many accounts the cloud holds. The receipt bears the answer that says so. */
function HeldAccounts({ handOver }: { handOver: HandOver }) {
  const { accounts_held: accounts, receipt } = handOver;
  if (accounts === null) return null;
  const held = count(accounts);
  if (receipt === null) return held;
  return (
    <Figure
      meaning={m.handover_held_evidence({ held })}
      onOpen={() => goTo({ at: "receipt", number: receipt })}
    >
      {held}
    </Figure>
  );
}

function Evidence({ children }: { children: ReactNode }) {
  return <div className={styles.evidence}>{children}</div>;
}

/** The file that was handed over; while its bytes leave, how far they are. */
function FileEvidence({ handOver, task }: { handOver: HandOver; task: HandOverTask }) {
  const { file, state } = handOver;
  const backend = useBackend();
  return (
    <Evidence>
      <MiddleEllipsis name={file.name} tail={23} />
      {state === "handing_over" ? (
        <SendingProgress handOver={handOver} />
      ) : (
        <div className={styles.evidenceFacts}>
          {size(file.bytes)} · <Hash value={file.sha256} what="SHA-256" />
          {task.route === "page" && (state === "waiting" || state === "unconfirmed") && (
            <FileActions file={file.file} name={file.name} />
          )}
          {task.route === "page" && state === "waiting" && (
            <Button size="small" onClick={() => runOnHost(backend.openPage(task.enterprise))}>
              {m.handover_open_page_again()}
            </Button>
          )}
        </div>
      )}
    </Evidence>
  );
}

/** Bytes on their way, and a way to stop before they count. */
function SendingProgress({ handOver }: { handOver: HandOver }) {
  const told = useSending(handOver.id);
  const cancel = useAct("cancel_sending");
  const { sent, total } = told ?? handOver.sending ?? { sent: 0, total: handOver.file.bytes };
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((sent / total) * 100));
  return (
    <div className={styles.sending}>
      <ProgressBar
        className={styles.sendingBar}
        bg="accent.emphasis"
        progress={percent}
        aria-label={m.handover_sending_label({ name: visible(handOver.file.name) })}
      />
      <span className={styles.sendingBytes}>
        {m.handover_sending_bytes({ sent: size(sent), total: size(total) })}
      </span>
      <Button
        size="small"
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ id: handOver.id })}
      >
        {m.handover_cancel()}
      </Button>
    </div>
  );
}
