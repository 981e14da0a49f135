import { useEffect, useRef, useState } from "react";
import { useAnswer } from "../backend/queries";
import type { PeopleNumber, WhatIf } from "../generated/desk";
import { Answered } from "../parts/Answered";
import { announce } from "../parts/announcements";
import { Dialog } from "../parts/Dialog";
import { m } from "../paraglide/messages.js";
import { count } from "../words/numbers";
import { DomainChange } from "./DomainChange";
import { isDomain, NO_DOMAIN, type ChangedDomain } from "./domain";
import { ServerChoices } from "./ServerChoices";
import { Tried } from "./Tried";
import { useTriedOut } from "./useTriedOut";
import styles from "./WhatIf.module.css";

type Chosen = { suspended: string[]; dropped: string[]; domain: ChangedDomain };

const NOTHING: Chosen = { suspended: [], dropped: [], domain: NO_DOMAIN };

/** How long a person rests before what was counted is spoken. */
const SPOKEN_AFTER_MS = 500;

/**
 * Tries out what would become of the number: dormant accounts suspended, servers gone, a domain called otherwise, all at
 * once. Nothing of it is kept.
 */
export function WhatIfDialog({ number, onClose }: { number: PeopleNumber; onClose: () => void }) {
  const [chosen, setChosen] = useState(NOTHING);
  const choices = useAnswer("what_if_choices", {});
  const tried = useTriedOut(whatIfOf(chosen));
  useSpokenNumber(tried.isPlaceholderData ? undefined : tried.data?.after.documented, number);
  return (
    <Dialog
      title={m.whatif_title()}
      width="xlarge"
      onClose={onClose}
      buttons={[
        { content: m.whatif_clear(), onClick: () => setChosen(NOTHING) },
        { content: m.parts_close(), onClick: onClose },
      ]}
    >
      <p className={styles.words}>
        {m.whatif_promise()}{" "}
        {number.decisions > 0 && m.whatif_decisions({ count: number.decisions })}{" "}
        {!number.complete && m.whatif_incomplete()}
      </p>
      <Answered query={tried}>
        {(answer) => <Tried tried={answer} busy={tried.isFetching} />}
      </Answered>
      <Answered query={choices}>
        {({ servers, domains }) => (
          <>
            <ServerChoices
              servers={servers}
              suspended={chosen.suspended}
              dropped={chosen.dropped}
              onSuspend={(suspended) => setChosen((before) => ({ ...before, suspended }))}
              onDrop={(dropped) => setChosen((before) => ({ ...before, dropped }))}
            />
            <DomainChange
              domains={domains}
              changed={chosen.domain}
              onChange={(domain) => setChosen((before) => ({ ...before, domain }))}
            />
          </>
        )}
      </Answered>
    </Dialog>
  );
}

/** What the desk is asked; a domain whose new name is not written yet changes nothing. */
function whatIfOf({ suspended, dropped, domain: { from, to } }: Chosen): WhatIf {
  return {
    suspend_dormant: suspended,
    drop_servers: dropped,
    rename_domains: from !== "" && isDomain(to) ? [{ from, to }] : [],
  };
}

/** Says what was counted, once a person rests. */
function useSpokenNumber(after: number | undefined, { licenses }: PeopleNumber) {
  const before = useRef(after);
  useEffect(() => {
    if (after === undefined || before.current === after) return undefined;
    const first = before.current === undefined;
    before.current = after;
    if (first) return undefined;
    const timer = setTimeout(() => {
      announce(m.whatif_spoken({ after: count(after), before: count(licenses.planned) }));
    }, SPOKEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [after, licenses]);
}
