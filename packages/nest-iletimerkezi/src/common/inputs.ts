import { Faults } from 'iletimerkezi-core';

/** Maximum number of rows that one call can list. */
export const LARGEST_PAGE = 10_000;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Adds a fault unless the number of rows is from 1 to 10,000. */
export function checkListing(faults: Faults, limit: unknown): void {
  faults.wholeNumber('limit', limit, 1, LARGEST_PAGE);
}

/** Adds a fault unless the value is a UUID, the format of campaign and order ids. */
export function checkUuid(faults: Faults, path: string, value: unknown): void {
  if (typeof value === 'string' && UUID.test(value)) return;
  faults.add(path, 'uuid-required');
}

/** @throws InputError unless the value is a text of 1 to `max` characters that a database can store. */
export function requireText(path: string, value: unknown, max: number): void {
  const faults = new Faults();
  faults.plainText(path, value, max);
  faults.throwIfAny();
}

/** @throws InputError unless the number of rows is from 1 to 10,000. */
export function requireListing(limit: unknown): void {
  const faults = new Faults();
  checkListing(faults, limit);
  faults.throwIfAny();
}
