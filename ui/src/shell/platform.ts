/** Whether the main key is ⌘. */
export function onApple(): boolean {
  return navigator.userAgent.includes("Macintosh");
}

/** A chord as it is written on this computer: "Ctrl O", "⌘ O". */
export function chord(...keys: string[]): string {
  const names: Record<string, string> = onApple()
    ? { Main: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↩" }
    : { Main: "Ctrl" };
  return keys.map((key) => names[key] ?? key).join(" ");
}
