/** Where an enterprise is. */
export type EnterpriseAddress = { host: string; slug: string };

/**
 * Takes the address of an enterprise's page apart, such as `https://github.com/enterprises/hoshino/people`; null where it
 * is none.
 */
export function enterpriseAddressOf(text: string): EnterpriseAddress | null {
  const trimmed = text.trim();
  const [, host, slug] =
    /^(?:https?:\/\/)?([a-z0-9.-]+)\/enterprises\/([^/?#\s]+)/i.exec(trimmed) ?? [];
  return host === undefined || slug === undefined ? null : { host: host.toLowerCase(), slug };
}
