import type { Consumed, PeopleNumber, Shell } from "../generated/desk";
import { Box } from "../parts/Box";
import { ConsumedFigure } from "../parts/ConsumedFigure";
import { FactsList, type Fact } from "../parts/FactsList";
import { Figure } from "../parts/Figure";
import { FindingRow } from "../parts/FindingRow";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { visible } from "../words/names";
import { change, count } from "../words/numbers";
import { cloudCountOf } from "./cloudCount";
import { RangeStrip } from "./RangeStrip";
import styles from "./NumberBox.module.css";

type NumberBoxProps = {
  number: PeopleNumber;
  consumed: Consumed | null;
  shell: Shell;
};

/** How many people will take a license, with the range of it, beside what is consumed and what was purchased. */
export function NumberBox({ number, consumed, shell }: NumberBoxProps) {
  const { licenses } = number;
  const cloud = cloudCountOf(number, consumed);
  // Without the cloud's people this counts other people than the cloud does, so the two cannot be held against each other.
  const comparable = number.cloud !== null;
  const documented = count(licenses.documented);
  const shown = number.complete ? documented : m.overview_at_least({ number: documented });
  return (
    <Box title={comparable ? m.overview_number() : m.overview_number_of_servers()} body="rows">
      <div className={styles.body}>
        <div className={styles.head}>
          <p className={styles.lead}>
            <span className={styles.number}>
              {nobodyIsKnown(number) ? (
                m.parts_not_known()
              ) : (
                <Figure
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
          <div className={styles.facts}>
            <FactsList figures facts={factsOf(number, cloud, comparable, shell)} />
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
          <p className={styles.unseen}>{m.overview_unseen({ count: licenses.unseen })}</p>
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
      {cloud.consumed !== null && cloud.purchased !== null && cloud.consumed > cloud.purchased && (
        <FindingRow
          weight="warning"
          happened={m.overview_exceeded()}
          advice={m.overview_exceeded_advice()}
        />
      )}
    </Box>
  );
}

/** Whether no file tells of a single account, so that there is no number: nothing known is not nought. */
export function nobodyIsKnown({ complete, cloud, waterfall }: PeopleNumber): boolean {
  return !complete && cloud === null && waterfall.every(({ total }) => total === 0);
}

function factsOf(
  number: PeopleNumber,
  cloud: ReturnType<typeof cloudCountOf>,
  comparable: boolean,
  shell: Shell,
): Fact[] {
  const { licenses, decisions } = number;
  const practice = shell.enterprise?.practice === true;
  const against = practice ? m.overview_against_practice() : m.overview_against_now();
  const facts: Fact[] = [
    asked(m.overview_consumed(), "consumed", cloud),
    asked(m.overview_purchased(), "purchased", cloud),
  ];
  if (comparable) {
    facts.push({
      name: m.overview_left_after(),
      value:
        cloud.purchased === null
          ? m.parts_not_known()
          : signed(cloud.purchased - licenses.documented),
    });
    facts.push({
      name: against,
      value:
        cloud.consumed === null
          ? m.parts_not_known()
          : change(licenses.documented - cloud.consumed),
    });
  }
  if (nobodyIsKnown(number)) return facts;
  facts.push({
    name: decisions === 0 ? m.overview_planned_none() : m.overview_planned({ count: decisions }),
    value: count(licenses.planned),
  });
  return facts;
}

/** What is left can be less than nothing. */
function signed(value: number): string {
  return value < 0 ? change(value) : count(value);
}

function asked(
  name: string,
  which: "consumed" | "purchased",
  cloud: ReturnType<typeof cloudCountOf>,
): Fact {
  const value = cloud[which];
  if (value === null) return { name, value: m.parts_not_known() };
  return {
    name,
    value: cloud.answered ? <ConsumedFigure which={which} value={value} /> : count(value),
  };
}
