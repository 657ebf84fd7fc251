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
 * The form in which two texts are compared when people search: without case and without Turkish marks,
 * so that "izmir", "İZMİR" and "IZMIR" find each other on every browser. Lower-casing by locale would
 * turn İ into two characters outside Turkish.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[İIıŞşĞğÇçÖöÜüÂâÎîÛû]/g, (letter) => FOLDED[letter] ?? letter)
    .toLowerCase();
}
