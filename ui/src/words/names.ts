/**
 * Control characters, and the marks that turn the direction of writing: either can make a name from outside look like
 * another one (Unicode Technical Report 36, "bidirectional text spoofing").
 */
// oxlint-disable-next-line no-control-regex -- these very characters are looked for
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A name from outside with its hidden characters made visible: a newline reads "⟨U+000A⟩". */
export function visible(name: string): string {
  return name.replaceAll(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/**
 * A name that is shortened in its middle until it fits: its last `tail` characters stay, and as many of its first as there
 * is room for. `fits` tells of a text whether there is.
 */
export function shortenedInMiddle(
  name: string,
  tail: number,
  fits: (text: string) => boolean,
): string {
  const characters = [...name];
  if (characters.length <= tail || fits(name)) return name;
  const end = characters.slice(-tail).join("");
  const withHead = (length: number) => `${characters.slice(0, length).join("")}…${end}`;
  // The longest head that fits, between none, which is taken even where it does not fit, and all but one.
  let fitting = 0;
  let tooLong = characters.length - tail;
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2);
    if (fits(withHead(middle))) fitting = middle;
    else tooLong = middle;
  }
  return withHead(fitting);
}
