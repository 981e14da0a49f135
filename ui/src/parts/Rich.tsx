import { Fragment, type ReactNode } from "react";

/** The parts of a message whose words carry marks, as `message.parts()` gives them. */
export type RichText = readonly MessagePart[];

/** A part of a message whose words carry marks, as `message.parts()` gives it. */
type MessagePart =
  | { type: "text"; value: string }
  | { type: "markup-start" | "markup-end" | "markup-standalone"; name: string };

type Stretch = { mark: string | null; text: string };

type RichProps = {
  parts: RichText;
  /** Stands in the place of `{#figure}…{/figure}`; without it, that figure is plain text. */
  figure?: ReactNode;
};

/**
 * A message with marks in it: `{#b}…{/b}` for what matters most in the sentence, `{#en}…{/en}` for GitHub's English names,
 * `{#name}…{/name}` for those that are to be found on its page, `{#figure}…{/figure}` for a figure that opens to its
 * evidence. Marks do not nest.
 */
export function Rich({ parts, figure }: RichProps) {
  return stretchesOf(parts).map(({ mark, text }, index) => (
    // The order of the parts of one message never changes.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>{marked(mark, text, figure)}</Fragment>
  ));
}

/** Values stand apart from the words around them; one mark holds them together. */
function stretchesOf(parts: RichText): Stretch[] {
  const stretches: Stretch[] = [];
  let mark: string | null = null;
  for (const part of parts) {
    if (part.type === "markup-start") mark = part.name;
    else if (part.type === "markup-end") mark = null;
    else if (part.type === "text") {
      const last = stretches.at(-1);
      if (last?.mark === mark) last.text += part.value;
      else stretches.push({ mark, text: part.value });
    }
  }
  return stretches;
}

function marked(mark: string | null, text: string, figure: ReactNode): ReactNode {
  if (mark === "b") return <strong>{text}</strong>;
  if (mark === "en") return <span lang="en">{text}</span>;
  if (mark === "name") return <strong lang="en">{text}</strong>;
  if (mark === "figure") return figure ?? text;
  return text;
}

/** A text without marks, to stand among others. */
export function plain(text: string): RichText {
  return [{ type: "text", value: text }];
}
