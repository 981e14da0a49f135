import { SyncIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useEffect, useState } from "react";
import { useAct } from "../backend/queries";
import type { HandOverTask } from "../generated/desk";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { time } from "../words/dates";
import { duration } from "../words/durations";
import styles from "./HandOver.module.css";

/** When the cloud is asked next, what it asked to wait for, and a way to ask it now. */
export function NextCheck({ task }: { task: HandOverTask }) {
  const check = useAct("check_now");
  const { review, next_check_at: dueAt, wait_until: waitUntil, practice } = task;
  if (waitUntil !== null) {
    const at = time(waitUntil);
    return (
      <span className={styles.countdown}>
        {practice ? m.handover_wait_practice({ time: at }) : m.handover_wait({ time: at })}
      </span>
    );
  }
  return (
    <>
      {dueAt !== null && <Countdown to={dueAt} />}
      <Button
        leadingVisual={SyncIcon}
        loading={check.isPending}
        loadingAnnouncement={m.handover_checking()}
        onClick={() =>
          check.mutate({ review }, { onSuccess: () => announce(m.handover_asked_spoken()) })
        }
      >
        {m.handover_check_now()}
      </Button>
    </>
  );
}

/** Counts down by itself; it is not read aloud. */
function Countdown({ to }: { to: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={styles.countdown}>
      {m.handover_next_check({ duration: duration(Date.parse(to) - now) })}
    </span>
  );
}
