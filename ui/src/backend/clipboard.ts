/**
 * Puts a text on the clipboard, while a person's click is handled. A text that has to be asked for first is promised here
 * and not waited for: WebKit lets a page write only as long as the click itself is handled.
 */
export function copy(text: string | Promise<string>): Promise<void> {
  const item = Promise.resolve(text).then((known) => new Blob([known], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": item })]);
}
