import { countSegments, type CharacterMode, type PhoneVerificationLocale } from 'iletimerkezi-core';

/** Built-in texts, longest first. The first one that has one part is used. */
const TEXTS: Readonly<Record<PhoneVerificationLocale, readonly string[]>> = {
  tr: [
    'Doğrulama kodunuz: {code}. {minutes} dakika geçerlidir. Kimseyle paylaşmayın.',
    'Doğrulama kodunuz: {code}. {minutes} dakika geçerlidir.',
    'Kodunuz: {code}',
  ],
  en: [
    'Your verification code is {code}. Valid for {minutes} min. Do not share it.',
    'Your verification code is {code}. Valid for {minutes} min.',
    'Your code: {code}',
  ],
};

export interface VerificationTextSettings {
  readonly texts: Partial<Readonly<Record<PhoneVerificationLocale, string>>>;
  readonly domain: string | undefined;
  readonly characterMode: CharacterMode | undefined;
}

export interface VerificationTextValues {
  readonly code: string;
  /** Remaining lifetime of the code in milliseconds. */
  readonly remainingMs: number;
  readonly locale: PhoneVerificationLocale;
  /** 1 for the first message of a code. */
  readonly ordinal: number;
}

/**
 * Returns the text of a message. Its last line is `@example.com #123456` where a domain is set.
 *
 * A repeated code gets its ordinal in front, because the provider refuses the same text to the same recipient within ten
 * minutes (451). Source: provider documentation, error codes.
 *
 * Source of the last line: WICG, Origin-bound one-time codes delivered via SMS.
 */
export function verificationText(
  { texts, domain, characterMode }: VerificationTextSettings,
  { code, remainingMs, locale, ordinal }: VerificationTextValues,
): string {
  const minutes = String(Math.max(1, Math.floor(remainingMs / 60_000)));
  const own = texts[locale];
  const candidates = (own === undefined ? TEXTS[locale] : [own]).map((template) => {
    const filled = template.replaceAll('{code}', code).replaceAll('{minutes}', minutes);
    const numbered = ordinal === 1 ? filled : `(${ordinal}) ${filled}`;
    return domain === undefined ? numbered : `${numbered}\n@${domain} #${code}`;
  });
  return candidates.find((text) => hasOnePart(text, characterMode)) ?? candidates.at(-1) ?? code;
}

/** Returns whether a text has one part, also at operators that bill a Turkish letter as two. */
export const hasOnePart = (text: string, characterMode: CharacterMode | undefined): boolean =>
  countSegments(text, { characterMode, turkishLetterCost: 2 }).partsMax <= 1;
