export function ReceiptPlace(_: { number: string }) {
  return null;
}
