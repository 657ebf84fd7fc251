import { isE164, type E164 } from 'iletimerkezi-core';

/** Returns a number in E.164 as a parsed one. */
export function e164(text: string): E164 {
  if (!isE164(text)) throw new Error('The number of the test is not in E.164.');
  return text;
}
