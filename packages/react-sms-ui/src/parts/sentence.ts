/** Writes a fault as a sentence. Faults are joined to lists elsewhere, so they begin with a small letter and have no full stop. */
export const sentence = (text: string, locale: string): string =>
  `${text.charAt(0).toLocaleUpperCase(locale)}${text.slice(1)}.`;
