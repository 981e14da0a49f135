/** The first 12 hex digits of a hash in groups of four: "9f3a 61c2 0b7e". Enough to compare by eye, not to prove. */
export function shortHash(hash: string): string {
  return grouped(hash.slice(0, 12));
}

/** All hex digits of a hash in groups of four. */
export function grouped(hash: string): string {
  return hash.match(/.{1,4}/g)?.join(" ") ?? hash;
}
