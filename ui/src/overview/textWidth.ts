/** How wide a text of 13 px is in this weight, in CSS px. */
export function textWidth(text: string, weight: 400 | 600): number {
  const drawing = context();
  if (drawing === null) return estimate(text);
  drawing.font = `${weight} 13px ${getComputedStyle(document.body).fontFamily}`;
  return Math.ceil(drawing.measureText(text).width);
}

let drawn: CanvasRenderingContext2D | null | undefined;

function context(): CanvasRenderingContext2D | null {
  drawn ??= document.createElement("canvas").getContext("2d");
  return drawn;
}

/** Where nothing can be drawn: Latin letters and digits are narrower than the full width of Han and kana. */
function estimate(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 13 : 8.2;
  return Math.ceil(width);
}
