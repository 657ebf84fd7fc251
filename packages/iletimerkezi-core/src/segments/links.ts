/** A link in a text. */
export interface TextLink {
  /** Its position in UTF-16 code units. */
  position: number;
  length: number;
}

const LINK = /(?:https?:\/\/|www\.)[^\s<>"']+/gi;
/** Short links with their scheme, such as https://iim.to/abc123, are shorter. */
const LONGEST_SHORT_LINK = 24;

/**
 * Returns the links of a text for which a short link would be shorter. A short link (the provider's iim.to, or any other) is
 * sent and counted as it is: the provider neither expands nor shortens links.
 *
 * @example findLongLinks('Bkz. https://example.com/kampanya/2026/yaz-indirimi').length // 1
 */
export function findLongLinks(text: string): TextLink[] {
  return Array.from(text.matchAll(LINK), (match) => ({
    position: match.index,
    length: match[0].length,
  })).filter(({ length }) => length > LONGEST_SHORT_LINK);
}
