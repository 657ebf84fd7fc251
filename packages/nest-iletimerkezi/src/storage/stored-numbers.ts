import { isE164, type E164 } from 'iletimerkezi-core';

/**
 * Narrows the numbers of an order read from the database: enqueuing parsed them and stored E.164.
 * @throws RangeError when one is not E.164, for example the hash of an erased number. The order cannot be sent then.
 */
export function storedNumbers(numbers: string[]): E164[] {
  if (numbers.every(isE164)) return numbers;
  throw new RangeError('A stored number of the order is not in E.164.');
}
