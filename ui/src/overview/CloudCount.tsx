import { CloudIcon } from "@primer/octicons-react";
import { useState } from "react";
import type { Consumed, Shell } from "../generated/desk";
import { Box } from "../parts/Box";
import { Figure } from "../parts/Figure";
import { FindingRow } from "../parts/FindingRow";
import { Strip, type StripCell } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { count } from "../words/numbers";
import { ConsumedAnswer } from "./ConsumedAnswer";

/** The cloud's own count as last read; every figure opens the answer that it comes from. */
export function CloudCount({ consumed, shell }: { consumed: Consumed | null; shell: Shell }) {
  const [shown, setShown] = useState(false);
  const show = () => setShown(true);
  const practice = shell.enterprise?.practice === true;
  const exceeded =
    consumed !== null && consumed.purchased !== null && consumed.consumed > consumed.purchased;
  return (
    <Box
      title={practice ? m.overview_practice_count() : m.overview_cloud_count()}
      icon={<CloudIcon />}
      fact={consumed === null ? undefined : m.overview_read({ date: dateTime(consumed.at) })}
      body="rows"
    >
      <Strip cells={consumed === null ? unknownCells() : cellsOf(consumed, show)} />
      {consumed === null && (
        <FindingRow
          weight="note"
          happened={
            shell.side === "isolated"
              ? m.overview_nothing_read_isolated()
              : m.overview_nothing_read()
          }
        />
      )}
      {exceeded && (
        <FindingRow
          weight="warning"
          happened={m.overview_exceeded()}
          advice={m.overview_exceeded_advice()}
        />
      )}
      {shown && <ConsumedAnswer onClose={() => setShown(false)} />}
    </Box>
  );
}

function cellsOf({ consumed, purchased }: Consumed, onOpen: () => void): StripCell[] {
  const figure = (name: string, value: number): StripCell => ({
    name,
    figure: true,
    value: (
      <Figure
        onOpen={onOpen}
        meaning={m.overview_show_answer({ meaning: `${count(value)} ${name}` })}
      >
        {count(value)}
      </Figure>
    ),
  });
  const cells = [figure(m.overview_consumed(), consumed)];
  if (purchased === null) {
    return [...cells, { name: m.overview_purchased(), value: m.parts_not_known() }];
  }
  const left = purchased - consumed;
  return [
    ...cells,
    figure(m.overview_purchased(), purchased),
    // Nobody answered this one: it is reckoned from the two beside it.
    {
      name: left < 0 ? m.overview_over() : m.overview_left(),
      value: count(Math.abs(left)),
      figure: true,
    },
  ];
}

function unknownCells(): StripCell[] {
  return [m.overview_consumed(), m.overview_purchased(), m.overview_left()].map((name) => ({
    name,
    value: m.parts_not_known(),
  }));
}
