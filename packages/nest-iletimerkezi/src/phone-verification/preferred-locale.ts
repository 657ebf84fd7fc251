import type { PhoneVerificationLocale } from 'iletimerkezi-core';

/** Returns English if the header `Accept-Language` prefers it, otherwise Turkish. */
export const preferredLocale = (acceptLanguage: unknown): PhoneVerificationLocale =>
  typeof acceptLanguage === 'string' && /^\s*en\b/i.test(acceptLanguage) ? 'en' : 'tr';
