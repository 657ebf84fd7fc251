const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(9999, 11, 31);

/**
 * Whether a value is a `Date` (also one of another realm, as tests and frames have) with a valid time. Years outside
 * 1000 to 9999 are refused: the provider's date formats have four digits.
 */
export function isMoment(value: unknown): value is Date {
  const isDate = Object.prototype.toString.call(value) === '[object Date]';
  return isDate && Number(value) >= EARLIEST && Number(value) <= LATEST;
}
