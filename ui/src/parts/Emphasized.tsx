import { createElement } from "react";

/**
 * A sentence with *marked* words set bold. The marked words are names that GitHub shows in English, whatever the language
 * of the sentence.
 */
export function Emphasized({ text }: { text: string }) {
  const parts = text
    .split("*")
    .map((part, index) => (index % 2 === 1 ? createElement("strong", { lang: "en" }, part) : part));
  // Given one by one: the parts of a sentence have no keys, and their order never changes.
  return createElement("span", null, ...parts);
}
