/** The three forms the provider documents for Turkish mobiles: 905…, +905…, 5…; older samples space them. */
const TURKISH_MOBILE = /^(?:\+?90)?(5\d{9})$/;
const ABROAD = /^\+?([1-9]\d{7,14})$/;
/** Prefixes of Turkish carriers; the provider's site refuses 599 on the blacklist for having none. */
const TURKISH_CARRIER = /^90(?:50|51|52|53|54|55|56)/;

const ZERO = 0x30;
const FIVE = 0x35;
const TURKEY = 900_000_000_000;

/**
 * A recipient as its E.164 digits in a number (15 digits fit), or `undefined` when the provider would not take it.
 * Strings and JSON numbers both count.
 */
export function readNumber(value: unknown, abroad: boolean): number | undefined {
  const plain = typeof value === 'string' ? plainMobile(value) : undefined;
  if (plain !== undefined) return plain;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length > 32) return undefined;
  const compact = text.includes(' ') ? text.replaceAll(' ', '') : text;
  const turkish = TURKISH_MOBILE.exec(compact);
  if (turkish) return Number(`90${turkish[1]}`);
  const foreign = abroad ? ABROAD.exec(compact) : null;
  return foreign ? Number(foreign[1]) : undefined;
}

/** The documented forms as they nearly always come, without blanks: an order of 50,000 is read in a millisecond. */
function plainMobile(text: string): number | undefined {
  const prefix = text.length - 10;
  if (prefix !== 0 && !(prefix === 2 && text.startsWith('90')) && !(prefix === 3 && text.startsWith('+90')))
    return undefined;
  if (text.charCodeAt(prefix) !== FIVE) return undefined;
  let national = 0;
  for (let index = prefix; index < text.length; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    national = national * 10 + digit;
  }
  return TURKEY + national;
}

/** `+905…`, as answers print numbers. */
export function formatNumber(number: number): string {
  return `+${number}`;
}

/** The bare form of retired answers: ten digits without the country code. */
export function bareNumber(number: number): number {
  const text = String(number);
  return text.startsWith('90') && text.length === 12 ? Number(text.slice(2)) : number;
}

export function hasTurkishCarrier(number: number): boolean {
  return TURKISH_CARRIER.test(String(number));
}
