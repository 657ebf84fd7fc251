const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(9999, 11, 31);

/**
 * Returns whether a value is a `Date` with a valid time, also a `Date` of another realm (frames, test runners). Refuses years
 * outside 1000 to 9999: the provider's date formats have four digits.
 */
export function isMoment(value: unknown): value is Date {
  const isDate = Object.prototype.toString.call(value) === '[object Date]';
  return isDate && Number(value) >= EARLIEST && Number(value) <= LATEST;
}
