/**
 * Folds a header name for comparison: ignores case, accents, spaces and punctuation, and treats İ, I, ı and i as one letter.
 * Independent of the locale of the machine.
 */
export function foldHeader(text: string): string {
  return foldLetters(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** NFKD separates the dot of İ and the marks of Ş, Ğ, Ç, Ö, Ü; only ı has no decomposition. */
export function foldLetters(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
}
