import { CloudIcon } from "@primer/octicons-react";
import type { Consumed, Shell } from "../generated/desk";
import { Box } from "../parts/Box";
import { ConsumedFigure } from "../parts/ConsumedFigure";
import { FindingRow } from "../parts/FindingRow";
import { ReadConsumed } from "../parts/ReadConsumed";
import { Strip, type StripCell } from "../parts/Strip";
import { m } from "../paraglide/messages.js";
import { dateTime } from "../words/dates";
import { count } from "../words/numbers";

/** The cloud's own count as last read; every figure opens the answer that it comes from. */
export function CloudCount({ consumed, shell }: { consumed: Consumed | null; shell: Shell }) {
  const practice = shell.enterprise?.practice === true;
  const exceeded =
    consumed !== null && consumed.purchased !== null && consumed.consumed > consumed.purchased;
  return (
    <Box
      title={practice ? m.overview_practice_count() : m.overview_cloud_count()}
      icon={<CloudIcon />}
      fact={consumed === null ? undefined : m.overview_read({ date: dateTime(consumed.at) })}
      actions={shell.side === "connected" && <ReadConsumed />}
      body="rows"
    >
      <Strip cells={consumed === null ? unknownCells() : cellsOf(consumed)} />
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
    </Box>
  );
}

function cellsOf({ consumed, purchased }: Consumed): StripCell[] {
  const first: StripCell = {
    name: m.overview_consumed(),
    value: <ConsumedFigure which="consumed" value={consumed} />,
    figure: true,
  };
  if (purchased === null) {
    return [first, { name: m.overview_purchased(), value: m.parts_not_known() }];
  }
  const left = purchased - consumed;
  return [
    first,
    {
      name: m.overview_purchased(),
      value: <ConsumedFigure which="purchased" value={purchased} />,
      figure: true,
    },
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
