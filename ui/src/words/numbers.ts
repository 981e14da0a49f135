import { currentLocale } from "./locale";

/** A count with the separators of the language: "1,004,218". */
export function count(value: number): string {
  return new Intl.NumberFormat(currentLocale()).format(value);
}

/** A change, with its sign always written: "+2,316", "−411" (U+2212), and "±0" for none. */
export function change(value: number): string {
  if (value === 0) return "±0";
  return (value > 0 ? "+" : "−") + count(Math.abs(value));
}

/** A change of a size, with its sign always written: "+380 kB". */
export function sizeChange(bytes: number): string {
  if (bytes === 0) return "±0 B";
  return (bytes > 0 ? "+" : "−") + size(Math.abs(bytes));
}

const UNITS = ["kB", "MB", "GB", "TB"] as const;

/** A size in decimal units with three figures, as file browsers show it: "61.4 MB"; whole bytes under 1 kB. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${count(bytes)} B`;
  let value = bytes;
  let unit: string = "B";
  for (const next of UNITS) {
    if (value < 999.5) break;
    value /= 1000;
    unit = next;
  }
  const digits = value < 99.95 ? 1 : 0;
  const number = new Intl.NumberFormat(currentLocale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
  return `${number} ${unit}`;
}
