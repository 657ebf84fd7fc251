const FOLDED: Readonly<Record<string, string>> = {
  İ: 'i',
  I: 'i',
  ı: 'i',
  Ş: 's',
  ş: 's',
  Ğ: 'g',
  ğ: 'g',
  Ç: 'c',
  ç: 'c',
  Ö: 'o',
  ö: 'o',
  Ü: 'u',
  ü: 'u',
  Â: 'a',
  â: 'a',
  Î: 'i',
  î: 'i',
  Û: 'u',
  û: 'u',
};

/**
 * Folds a text for search: removes case and Turkish marks, so that "izmir", "İZMİR" and "IZMIR" match in every browser.
 * Lower-casing by locale would turn İ into two characters outside of Turkish.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[İIıŞşĞğÇçÖöÜüÂâÎîÛû]/g, (letter) => FOLDED[letter] ?? letter)
    .toLowerCase();
}
