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
 * Splits a name so that its end stays to be seen when it is shortened: for a file name the last characters with the
 * extension, where the hash stands.
 */
export function splitForMiddle(name: string, tail: number): [string, string] {
  const characters = [...name];
  if (characters.length <= tail) return ["", name];
  return [characters.slice(0, -tail).join(""), characters.slice(-tail).join("")];
}
