import { useState } from "react";
import type { CountedOf, DifferencePart, PeopleNumber, Shell } from "../generated/desk";
import { Box } from "../parts/Box";
import { Figure } from "../parts/Figure";
import { Strip } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { dateTime } from "../words/dates";
import { change, count } from "../words/numbers";
import { CloudPeopleDialog } from "./CloudPeopleDialog";
import { NoticeRows } from "./NoticeRows";
import { ReckonedFigure } from "./ReckonedFigure";
import { reasonWords } from "./reasons";

/** Why the cloud's own report counts another number. Only drawn where there is one to hold the number against. */
export function DifferenceBox({ number, shell }: { number: PeopleNumber; shell: Shell }) {
  const practice = shell.enterprise?.practice === true;
  const { cloud, licenses, difference, notices } = number;
  if (cloud === null || cloud.consumed === null) return null;
  const total = { change: change(licenses.documented - cloud.consumed) };
  return (
    <Box
      title={practice ? m.overview_difference_practice(total) : m.overview_difference(total)}
      fact={m.overview_difference_fact({
        consumed: count(cloud.consumed),
        date: dateTime(cloud.at),
      })}
      body="rows"
    >
      <Strip
        layout="fours"
        cells={difference.map((part) => ({
          name: reasonWords(part.reason),
          value: <PartFigure part={part} cloud={cloud} />,
          figure: true,
        }))}
      />
      <NoticeRows notices={notices} />
    </Box>
  );
}

/** A part of the difference, opening to the people here, to those whom the cloud lists, or to how it is reckoned. */
function PartFigure({ part, cloud }: { part: DifferencePart; cloud: CountedOf }) {
  const [shown, setShown] = useState(false);
  const { reason, people, cloud_people: listed } = part;
  const words = change(part.change);
  const name = reasonWords(reason);
  if (reason === "unexplained" && cloud.consumed !== null) {
    return (
      <ReckonedFigure
        meaning={m.overview_unexplained_evidence({ value: words })}
        title={name}
        terms={[
          { name: m.overview_listed(), value: count(cloud.listed) },
          { name: m.overview_consumed_reported(), value: count(cloud.consumed) },
          { name, value: words, strong: true },
        ]}
        report={cloud}
      >
        {words}
      </ReckonedFigure>
    );
  }
  if (listed === 0 && people === 0) return words;
  if (listed === 0) {
    return (
      <Figure
        meaning={m.overview_change_evidence({ change: words, name })}
        onOpen={() => goTo({ at: "people", behind: { of: "reason", reason } })}
      >
        {words}
      </Figure>
    );
  }
  return (
    <>
      <Figure
        meaning={m.overview_rows_evidence({ change: words, name })}
        onOpen={() => setShown(true)}
      >
        {words}
      </Figure>
      {shown && <CloudPeopleDialog part={part} onClose={() => setShown(false)} />}
    </>
  );
}
