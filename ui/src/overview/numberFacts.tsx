import type { PeopleNumber, Shell } from "../generated/desk";
import { ConsumedFigure } from "../parts/ConsumedFigure";
import type { Fact } from "../parts/FactsList";
import { Figure } from "../parts/Figure";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { change, count } from "../words/numbers";
import type { CloudTotals } from "./cloudCount";
import { ReckonedFigure } from "./ReckonedFigure";

/** Whether no file tells of a single account, so that there is no number: nothing known is not nought. */
export function nobodyIsKnown({ complete, cloud, waterfall }: PeopleNumber): boolean {
  return !complete && cloud === null && waterfall.every(({ total }) => total === 0);
}

/**
 * What stands beside the number. Where the cloud's people are not known, its count is told as it is: the two count other
 * people and cannot be held against each other.
 */
export function numberFacts(number: PeopleNumber, cloud: CloudTotals, shell: Shell): Fact[] {
  const facts =
    number.cloud === null
      ? [asked("consumed", cloud), asked("purchased", cloud)]
      : [left(number, cloud), against(number, cloud, shell)];
  return nobodyIsKnown(number) ? facts : [...facts, planned(number)];
}

function left(number: PeopleNumber, { purchased, report }: CloudTotals): Fact {
  const name = m.overview_left_after();
  if (purchased === null) return { name, value: m.parts_not_known() };
  const value = purchased - number.licenses.documented;
  // What is left can be less than nothing; where the number is "at least", no more than this is left.
  const figure = value < 0 ? change(value) : count(value);
  const shown = number.complete ? figure : m.overview_at_most({ number: figure });
  return {
    name,
    value: (
      <ReckonedFigure
        meaning={m.overview_left_evidence({ value: shown })}
        title={name}
        terms={[
          { name: m.overview_purchased(), value: count(purchased) },
          { name: m.overview_number(), value: documentedWords(number) },
          { name, value: shown, strong: true },
        ]}
        report={report}
      >
        {shown}
      </ReckonedFigure>
    ),
  };
}

function against(number: PeopleNumber, { consumed, report }: CloudTotals, shell: Shell): Fact {
  const practice = shell.enterprise?.practice === true;
  const name = practice ? m.overview_against_practice() : m.overview_against_now();
  if (consumed === null) return { name, value: m.parts_not_known() };
  const figure = change(number.licenses.documented - consumed);
  const shown = number.complete ? figure : m.overview_at_least({ number: figure });
  return {
    name,
    value: (
      <ReckonedFigure
        meaning={m.overview_against_evidence({ value: shown })}
        title={name}
        terms={[
          { name: m.overview_number(), value: documentedWords(number) },
          { name: m.overview_consumed(), value: count(consumed) },
          { name, value: shown, strong: true },
        ]}
        report={report}
      >
        {shown}
      </ReckonedFigure>
    ),
  };
}

/** What is planned opens to those who were decided on; without a decision it is the documented number once more. */
function planned({ licenses, decisions, complete }: PeopleNumber): Fact {
  const figure = count(licenses.planned);
  const shown = complete ? figure : m.overview_at_least({ number: figure });
  if (decisions === 0) return { name: m.overview_planned_none(), value: shown };
  return {
    name: m.overview_planned({ count: decisions }),
    value: (
      <Figure
        meaning={m.overview_planned_evidence({ value: shown })}
        onOpen={() => goTo({ at: "people", facets: ["decided"] })}
      >
        {shown}
      </Figure>
    ),
  };
}

function documentedWords({ licenses, complete }: PeopleNumber): string {
  const documented = count(licenses.documented);
  return complete ? documented : m.overview_at_least({ number: documented });
}

function asked(which: "consumed" | "purchased", cloud: CloudTotals): Fact {
  const name = which === "consumed" ? m.overview_consumed() : m.overview_purchased();
  const value = cloud[which];
  return {
    name,
    value: value === null ? m.parts_not_known() : <ConsumedFigure which={which} value={value} />,
  };
}
