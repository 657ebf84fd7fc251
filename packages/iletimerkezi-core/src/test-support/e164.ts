import { parsePhone, type E164 } from '../phone/index.js';

/** Returns a valid number in E.164. */
export function e164(input: string): E164 {
  const parsed = parsePhone(input);
  if (!parsed.ok) throw new Error(`not a number: ${parsed.reason}`);
  return parsed.value;
}
