import { useState } from "react";
import { m } from "../paraglide/messages.js";
import { count } from "../words/numbers";
import { ConsumedAnswer } from "./ConsumedAnswer";
import { Figure } from "./Figure";

type ConsumedFigureProps = {
  /** Which of the two numbers of the answer it is. */
  which: "consumed" | "purchased";
  value: number;
};

/** A number of the cloud's last answer about consumed licenses; it opens that answer. */
export function ConsumedFigure({ which, value }: ConsumedFigureProps) {
  const [shown, setShown] = useState(false);
  const meaning = { value: count(value) };
  return (
    <>
      <Figure
        meaning={
          which === "consumed"
            ? m.parts_consumed_evidence(meaning)
            : m.parts_purchased_evidence(meaning)
        }
        onOpen={() => setShown(true)}
      >
        {count(value)}
      </Figure>
      {shown && <ConsumedAnswer onClose={() => setShown(false)} />}
    </>
  );
}
