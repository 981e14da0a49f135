import type { ServerCount, ServerRow } from "../generated/desk";
import { Figure } from "../parts/Figure";
import { m } from "../paraglide/messages.js";
import { goTo } from "../place";
import { count } from "../words/numbers";

type CountFigureProps = {
  server: ServerRow;
  /** Which count it is, for those behind it. */
  of: ServerCount;
  /** What the count is called. */
  name: string;
  /** Null where it is not known. */
  value: number | null;
};

/** A count of a server's accounts; it opens the people of those accounts. */
export function CountFigure({ server, of, name, value }: CountFigureProps) {
  if (value === null) return m.servers_from_unknown();
  if (value === 0) return count(value);
  return (
    <Figure
      meaning={m.servers_evidence({ value: count(value), name })}
      onOpen={() => goTo({ at: "people", behind: { of: "server", host: server.key, count: of } })}
    >
      {count(value)}
    </Figure>
  );
}
