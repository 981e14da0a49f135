import { Fragment, type ReactNode } from "react";

/** A part of a message whose words carry marks, as `message.parts()` gives it. */
type MessagePart =
  | { type: "text"; value: string }
  | { type: "markup-start" | "markup-end" | "markup-standalone"; name: string };

/**
 * A message with marks in it: `{#b}…{/b}` for what matters most in the sentence, `{#en}…{/en}` for GitHub's English names.
 * Marks do not nest.
 */
export function Rich({ parts }: { parts: readonly MessagePart[] }) {
  const drawn: ReactNode[] = [];
  let mark: string | null = null;
  for (const [index, part] of parts.entries()) {
    if (part.type === "markup-start") mark = part.name;
    else if (part.type === "markup-end") mark = null;
    // The order of the parts of one message never changes.
    // oxlint-disable-next-line react/no-array-index-key
    else if (part.type === "text")
      drawn.push(<Fragment key={index}>{marked(mark, part.value)}</Fragment>);
  }
  return drawn;
}

function marked(mark: string | null, text: string): ReactNode {
  if (mark === "b") return <strong>{text}</strong>;
  if (mark === "en") return <span lang="en">{text}</span>;
  return text;
}
