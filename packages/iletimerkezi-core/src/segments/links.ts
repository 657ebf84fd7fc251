/** A link in a text. */
export interface TextLink {
  /** Where it begins, in UTF-16 code units. */
  position: number;
  length: number;
}

const LINK = /(?:https?:\/\/|www\.)[^\s<>"']+/gi;
/** A short link with its scheme, such as https://iim.to/abc123, stays below this. */
const LONGEST_SHORT_LINK = 24;

/**
 * Lists the links of a text that a short link would make shorter. A short link (the provider's iim.to, or any other)
 * is sent and counted as it stands in the text: nothing expands or shortens it on the way.
 *
 * @example findLongLinks('Bkz. https://example.com/kampanya/2026/yaz-indirimi').length // 1
 */
export function findLongLinks(text: string): TextLink[] {
  return Array.from(text.matchAll(LINK), (match) => ({
    position: match.index,
    length: match[0].length,
  })).filter(({ length }) => length > LONGEST_SHORT_LINK);
}
