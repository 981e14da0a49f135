import { SyncIcon } from "@primer/octicons-react";
import { Button } from "@primer/react";
import { useEffect, useState } from "react";
import { useAct } from "../backend/queries";
import { announce } from "../parts/announcements";
import { m } from "../paraglide/messages.js";
import { duration } from "../words/durations";
import styles from "./HandOver.module.css";

/** When the cloud is asked next, and a way to ask it now. */
export function NextCheck({ review, dueAt }: { review: string; dueAt: string | null }) {
  const check = useAct("check_now");
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
