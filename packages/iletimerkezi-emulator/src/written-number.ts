import { parsePhone } from 'iletimerkezi-core/phone';
import { readNumber } from './provider/phone.js';

/**
 * Returns a number of the control plane as its E.164 digits, in any form that the provider takes or that people write, such as
 * `0536 123 45 67`; undefined for another text.
 */
export function readWrittenNumber(text: string): number | undefined {
  const number = readNumber(text.trim(), true);
  if (number !== undefined) return number;
  const parsed = parsePhone(text, { abroad: true });
  return parsed.ok ? Number(parsed.value.slice(1)) : undefined;
}
