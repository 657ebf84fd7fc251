/** Converts to lower case by the rules of Turkish: I becomes ı, İ becomes i. Independent of the locale of the machine. */
export function turkishLower(text: string): string {
  return text.replaceAll('İ', 'i').replaceAll('I', 'ı').toLowerCase();
}

/** Converts to upper case by the rules of Turkish: i becomes İ, ı becomes I. Independent of the locale of the machine. */
export function turkishUpper(text: string): string {
  return text.replaceAll('i', 'İ').replaceAll('ı', 'I').toUpperCase();
}
