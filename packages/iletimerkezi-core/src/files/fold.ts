/**
 * Reduces a word that people type to what distinguishes it: no letter case, accents, blanks or punctuation. I, İ, ı
 * and i are equal, in whatever locale the file was written. Letters of other alphabets stay.
 */
export function fold(word: string): string {
  return word
    .toLocaleLowerCase('tr')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
