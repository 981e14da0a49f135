import {
  AlertFillIcon,
  CheckCircleFillIcon,
  CircleIcon,
  XCircleFillIcon,
} from "@primer/octicons-react";
import { useState, type ReactNode } from "react";
import type { CheckState, Consumed, Preparation } from "../generated/desk";
import { ConsumedAnswer } from "../overview/ConsumedAnswer";
import { Box } from "../parts/Box";
import { Figure } from "../parts/Figure";
import { FindingRow } from "../parts/FindingRow";
import { m } from "../paraglide/messages.js";
import { date, dateTime } from "../words/dates";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { checkName, checkWords } from "./checks";
import styles from "./HandOver.module.css";

/** What was read of the enterprise before anything leaves, line by line. */
export function BeforeHandOver({ preparation }: { preparation: Preparation }) {
  const { checks, before, practice, host, page } = preparation;
  const address = page === null ? host : page.replace(/^https:\/\//, "");
  const owner = checks.find(({ subject }) => subject === "owner");
  const others = checks.filter((line) => line !== owner);
  const hinders = checks.some(({ state }) => state === "failed" || state === "unknown");
  return (
    <Box
      title={m.handover_before()}
      fact={m.handover_before_read({ when: dateTime(preparation.read_at) })}
      body="rows"
    >
      <Line state={owner?.state ?? "unknown"} name={m.handover_before_enterprise()}>
        {owner === undefined
          ? m.parts_not_known()
          : checkWords(owner, { practice, page: practice ? preparation.enterprise : address })}
      </Line>
      <Line state={before === null ? "unknown" : "fine"} name={m.handover_before_consumed()}>
        <ConsumedBefore before={before} />
      </Line>
      <LastSyncs syncs={preparation.last_syncs} />
      {others
        .filter(({ subject, state }) => subject === "clock" || state !== "fine")
        .map((line) => (
          <Line
            key={`${line.subject}-${line.state}`}
            state={line.state}
            name={checkName(line.subject)}
          >
            {checkWords(line, { practice, page: address })}
          </Line>
        ))}
      {hinders && <FindingRow weight="warning" happened={m.handover_before_unconfirmed()} />}
    </Box>
  );
}

const LOOKS: Record<
  CheckState,
  { Icon: typeof CircleIcon; tone: string | undefined; spoken: () => string }
> = {
  fine: {
    Icon: CheckCircleFillIcon,
    tone: styles.fine,
    spoken: m.handover_check_spoken_fine,
  },
  warning: {
    Icon: AlertFillIcon,
    tone: styles.warning,
    spoken: m.handover_check_spoken_warning,
  },
  failed: {
    Icon: XCircleFillIcon,
    tone: styles.failed,
    spoken: m.handover_check_spoken_failed,
  },
  unknown: { Icon: CircleIcon, tone: styles.muted, spoken: m.handover_check_spoken_unknown },
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
  const [shown, setShown] = useState(false);
  if (before === null) return m.parts_not_known();
  const value = count(before.consumed);
  const words =
    before.purchased === null
      ? m.handover_before_consumed_alone({ consumed: value })
      : m.handover_before_consumed_of({ consumed: value, purchased: count(before.purchased) });
  const [head = "", tail = ""] = words.split(value);
  return (
    <>
      {head}
      <Figure meaning={m.handover_evidence({ value })} onOpen={() => setShown(true)}>
        {value}
      </Figure>
      {tail}
      {shown && <ConsumedAnswer onClose={() => setShown(false)} />}
    </>
  );
}

function LastSyncs({ syncs }: { syncs: Preparation["last_syncs"] }) {
  return (
    <Line state={syncs.length === 0 ? "unknown" : "fine"} name={m.handover_before_syncs()}>
      {syncs.length === 0
        ? m.parts_not_known()
        : syncs
            .map(([host, at]) =>
              at === null
                ? m.handover_before_sync_never({ host: visible(host) })
                : m.handover_before_sync({ host: visible(host), date: date(at) }),
            )
            .join(" · ")}
    </Line>
  );
}
