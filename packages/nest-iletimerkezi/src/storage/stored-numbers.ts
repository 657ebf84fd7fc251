import { isConsentRecipient, isE164, type ConsentRecipient, type E164 } from 'iletimerkezi-core';

/**
 * Narrows the numbers of an order read from the database: enqueuing parsed them and stored E.164.
 * @throws RangeError when one is not E.164, for example the hash of an erased number. The order cannot be sent then.
 */
export function storedNumbers(numbers: string[]): E164[] {
  if (numbers.every(isE164)) return numbers;
  throw new RangeError('A stored number of the order is not in E.164.');
}

/**
 * Narrows the recipient of a consent read from the database: recording parsed it.
 * @throws RangeError when it is neither a number in E.164 nor an e-mail address.
 */
export function storedRecipient(recipient: unknown): ConsentRecipient {
  if (typeof recipient === 'string' && isConsentRecipient(recipient)) return recipient;
  throw new RangeError('A stored recipient is neither in E.164 nor an e-mail address.');
}
