import {
  AlertFillIcon,
  CheckCircleFillIcon,
  CircleIcon,
  XCircleFillIcon,
} from "@primer/octicons-react";
import type { ReactNode } from "react";
import { useAnswer } from "../backend/queries";
import type { CheckLine, CheckState, Consumed, Preparation } from "../generated/desk";
import { Box } from "../parts/Box";
import { ConsumedFigure } from "../parts/ConsumedFigure";
import { FindingRow } from "../parts/FindingRow";
import { HostName } from "../parts/HostName";
import { ReadConsumed } from "../parts/ReadConsumed";
import { Rich } from "../parts/Rich";
import { m } from "../paraglide/messages.js";
import { checkLineName, checkLineWords } from "../settings/checkLineWords";
import { date, dateTime } from "../words/dates";
import { enterpriseTitle } from "../words/enterprises";
import { count } from "../words/numbers";
import styles from "./HandOver.module.css";

/** What was read of the enterprise before anything leaves, line by line. */
export function BeforeHandOver({ preparation }: { preparation: Preparation }) {
  const { checks, before } = preparation;
  const owner = checks.find(({ subject }) => subject === "owner");
  // The practice enterprise runs by this computer's clock, so that line would say nothing.
  const others = checks.filter(
    ({ subject, state }) =>
      subject !== "owner" && (state !== "fine" || (subject === "clock" && !preparation.practice)),
  );
  const hinders = checks.some(({ state }) => state === "failed" || state === "unknown");
  return (
    <Box
      title={m.handover_before()}
      fact={m.handover_before_read({ when: dateTime(preparation.read_at) })}
      body="rows"
    >
      <Line state={owner?.state ?? "unknown"} name={m.handover_before_enterprise()}>
        <EnterpriseWords preparation={preparation} owner={owner} />
      </Line>
      <Line state={before === null ? "unknown" : "fine"} name={m.handover_before_consumed()}>
        <ConsumedBefore before={before} />
      </Line>
      <PeopleBefore />
      <LastSyncs syncs={preparation.last_syncs} />
      {others.map((line) => (
        <Line key={keyOf(line)} state={line.state} name={checkLineName(line.subject)}>
          <CheckWords line={line} practice={preparation.practice} />
        </Line>
      ))}
      {hinders && <FindingRow weight="warning" happened={m.handover_before_unconfirmed()} />}
    </Box>
  );
}

/** A subject can stand twice, as where two scopes are looked for. */
function keyOf({ subject, params }: CheckLine): string {
  return `${subject}-${JSON.stringify(params)}`;
}

function EnterpriseWords(props: { preparation: Preparation; owner: CheckLine | undefined }) {
  const { preparation, owner } = props;
  const { page, host, practice, enterprise } = preparation;
  const address = practice
    ? enterpriseTitle(enterprise)
    : (page ?? host).replace(/^https:\/\//, "");
  if (owner?.state === "fine") return m.handover_before_owner({ page: address });
  return (
    <>
      {address}
      {owner !== undefined && (
        <>
          {" · "}
          <CheckWords line={owner} practice={practice} />
        </>
      )}
    </>
  );
}

function CheckWords({ line, practice }: { line: CheckLine; practice: boolean }) {
  const { says, follows } = checkLineWords(line, practice);
  return (
    <>
      {says}
      {follows !== null &&
        (line.state === "fine" ? (
          <span className={styles.muted}> · {follows}</span>
        ) : (
          <span className={styles.follows}>{follows}</span>
        ))}
    </>
  );
}

const LOOKS: Record<
  CheckState,
  { Icon: typeof CircleIcon; tone: string | undefined; spoken: () => string }
> = {
  fine: {
    Icon: CheckCircleFillIcon,
    tone: styles.fine,
    spoken: m.handover_before_fine,
  },
  warning: {
    Icon: AlertFillIcon,
    tone: styles.warning,
    spoken: m.handover_before_warning,
  },
  failed: {
    Icon: XCircleFillIcon,
    tone: styles.failed,
    spoken: m.handover_before_failed,
  },
  unknown: { Icon: CircleIcon, tone: styles.muted, spoken: m.handover_before_unknown },
};

function Line(props: { state: CheckState; name: string; children: ReactNode }) {
  const { Icon, tone, spoken } = LOOKS[props.state];
  return (
    <div className={styles.line}>
      <Icon className={tone} aria-label={spoken()} />
      <span className={styles.lineName}>{props.name}</span>
      <span className={styles.lineWords}>{props.children}</span>
    </div>
  );
}

function ConsumedBefore({ before }: { before: Consumed | null }) {
  if (before === null) return m.parts_not_known();
  const consumed = count(before.consumed);
  return (
    <Rich
      parts={
        before.purchased === null
          ? m.handover_before_consumed_alone.parts({ consumed })
          : m.handover_before_consumed_of.parts({ consumed, purchased: count(before.purchased) })
      }
      figure={<ConsumedFigure which="consumed" value={before.consumed} />}
    />
  );
}

/** Everybody whom the enterprise counts, as last read: who changed by the hand-over is told against them. */
function PeopleBefore() {
  const report = useAnswer("cloud_report", {});
  const kept = report.data?.kept ?? null;
  return (
    <Line state={kept === null ? "unknown" : "fine"} name={m.handover_before_people()}>
      <span className={styles.people}>
        <span>
          {kept === null
            ? m.handover_before_people_none()
            : m.handover_before_people_read({ count: kept.people, when: dateTime(kept.at) })}
        </span>
        <ReadConsumed bare />
      </span>
    </Line>
  );
}

function LastSyncs({ syncs }: { syncs: Preparation["last_syncs"] }) {
  return (
    <Line state={syncs.length === 0 ? "unknown" : "fine"} name={m.handover_before_syncs()}>
      {syncs.length === 0 ? (
        m.parts_not_known()
      ) : (
        <ul>
          {syncs.map(([host, at]) => (
            <li key={host} className={styles.sync}>
              <HostName host={host} />
              <span className={styles.syncDate}>{at === null ? m.parts_never() : date(at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Line>
  );
}
