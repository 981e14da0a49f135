import { useId } from "react";
import type { Consumed, PeopleNumber, Shell } from "../generated/desk";
import { Frame } from "../parts/Box";
import { FactsList } from "../parts/FactsList";
import { Figure } from "../parts/Figure";
import { FindingRow } from "../parts/FindingRow";
import { m } from "../paraglide/messages.js";
import { Rich } from "../parts/Rich";
import { goTo } from "../place";
import { visible } from "../words/names";
import { count } from "../words/numbers";
import { cloudCountOf } from "./cloudCount";
import { nobodyIsKnown, numberFacts } from "./numberFacts";
import { NoticeRows } from "./NoticeRows";
import { RangeStrip } from "./RangeStrip";
import styles from "./NumberBox.module.css";

type NumberBoxProps = {
  number: PeopleNumber;
  consumed: Consumed | null;
  shell: Shell;
};

/** How many people will take a license, with the range of it, beside what is consumed and what was purchased. */
export function NumberBox({ number, consumed, shell }: NumberBoxProps) {
  const headingId = useId();
  const { licenses } = number;
  const cloud = cloudCountOf(number, consumed);
  // Without the cloud's people this counts other people than the cloud does, so the two cannot be held against each other.
  const comparable = number.cloud !== null;
  const documented = count(licenses.documented);
  const shown = number.complete ? documented : m.overview_at_least({ number: documented });
  return (
    <Frame labelledBy={headingId}>
      <div className={styles.body}>
        <div className={styles.head}>
          <div>
            <h2 className={styles.caption} id={headingId}>
              {comparable ? m.overview_number() : m.overview_number_of_servers()}
            </h2>
            <p className={styles.lead}>
              <span className={styles.number}>
                {nobodyIsKnown(number) ? (
                  m.parts_not_known()
                ) : (
                  <Figure
                    proportional
                    meaning={m.overview_number_evidence({ value: shown })}
                    onOpen={() => goTo({ at: "people" })}
                  >
                    {shown}
                  </Figure>
                )}
              </span>
              {licenses.low < licenses.high && (
                <span className={styles.range}>
                  {m.overview_range({ low: count(licenses.low), high: count(licenses.high) })}
                </span>
              )}
            </p>
          </div>
          <div className={styles.facts}>
            <FactsList figures facts={numberFacts(number, cloud, shell)} />
          </div>
        </div>
        {!nobodyIsKnown(number) && (
          <RangeStrip
            low={licenses.low}
            documented={licenses.documented}
            high={licenses.high}
            consumed={comparable ? cloud.consumed : null}
            purchased={comparable ? cloud.purchased : null}
          />
        )}
        {licenses.unseen > 0 && comparable && (
          <p className={styles.unseen}>
            <Rich
              parts={m.overview_unseen.parts({ count: licenses.unseen })}
              figure={
                <Figure
                  meaning={m.overview_unseen_evidence({ value: count(licenses.unseen) })}
                  onOpen={() => goTo({ at: "people", behind: { of: "unseen" } })}
                >
                  {count(licenses.unseen)}
                </Figure>
              }
            />
          </p>
        )}
      </div>
      {number.unknown_servers.length > 0 && (
        <FindingRow
          weight="warning"
          happened={m.overview_unknown_people({
            count: number.unknown_servers.length,
            servers: number.unknown_servers.map(visible).join(m.findings_list_separator()),
          })}
          advice={m.overview_unknown_people_advice()}
        />
      )}
      {!number.complete && number.unknown_servers.length === 0 && (
        <FindingRow
          weight="warning"
          happened={m.overview_parts_missing()}
          advice={m.overview_parts_missing_advice()}
        />
      )}
      {!comparable && (
        <FindingRow
          weight="note"
          happened={m.overview_no_cloud_report()}
          advice={m.overview_no_cloud_report_advice()}
        />
      )}
      {cloud.consumed === null && (
        <FindingRow
          weight="note"
          happened={
            shell.side === "isolated"
              ? m.overview_nothing_read_isolated()
              : m.overview_nothing_read()
          }
        />
      )}
      {/* Beside a difference they stand there. */}
      {(number.cloud === null || number.cloud.consumed === null) && (
        <NoticeRows notices={number.notices} />
      )}
      {cloud.consumed !== null && cloud.purchased !== null && cloud.consumed > cloud.purchased && (
        <FindingRow
          weight="warning"
          happened={m.overview_exceeded()}
          advice={m.overview_exceeded_advice()}
        />
      )}
    </Frame>
  );
}
