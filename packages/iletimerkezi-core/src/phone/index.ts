export { isE164 } from './e164.js';
export { parsePhone, parseTurkishMobile } from './parse-phone.js';
export { parsePhones, type ParsedPhones } from './parse-phones.js';
export { foldDigits } from './scan.js';
export type { E164, PhoneFault, PhoneOptions, PhoneResult, TurkishMobile } from './types.js';
