import { parsePhone, type E164 } from '../phone/index.js';

/** Parses a number that a spec knows to be valid. */
export function e164(input: string): E164 {
  const parsed = parsePhone(input);
  if (!parsed.ok) throw new Error(`not a number: ${parsed.reason}`);
  return parsed.value;
}
