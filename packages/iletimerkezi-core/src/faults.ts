import type { EndpointSlug } from './contract/endpoint.js';
import type { ErrorParams } from './error-texts.js';
import { inputFault, type FaultCode, type InputFault } from './fault-texts.js';
import { InputError } from './input-error.js';
import { isMoment } from './moment.js';

/** A valid input in the form that is sent, or all faults of an invalid one. */
export type Checked<Value> = { ok: true; value: Value } | { ok: false; faults: InputFault[] };

/** Collects the faults of one input, so that all of them are reported together. */
export class Faults {
  readonly list: InputFault[] = [];

  /** Adds a fault with the text of its code. */
  add(path: string, code: FaultCode, params?: ErrorParams): void {
    this.list.push(inputFault(path, code, params));
  }

  /** Adds a fault unless the value is a valid `Date` between the years 1000 and 9999. */
  moment(path: string, value: unknown): void {
    if (!isMoment(value)) this.add(path, 'not-a-date');
  }

  /** Adds a fault unless the value is an integer from `min` to `max`. */
  wholeNumber(path: string, value: unknown, min: number, max: number): void {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return;
    this.add(path, 'not-in-range', { min, max });
  }

  /** Adds a fault unless the value is one of the listed words. */
  oneOf(path: string, value: unknown, words: readonly string[]): void {
    if (words.some((word) => word === value)) return;
    this.add(path, 'not-listed', { words: words.join(', ') });
  }

  /** Adds a fault unless the value is a text of 1 to `max` characters that a database can store. */
  plainText(path: string, value: unknown, max: number): void {
    const fault = plainTextFault(value, max);
    if (fault !== undefined) this.add(path, fault.code, fault.params);
  }

  /** @throws InputError with every fault, if there is one. */
  throwIfAny(endpoint?: EndpointSlug): void {
    if (this.list.length > 0) throw new InputError(this.list, endpoint);
  }

  /** Returns the value if there is no fault. */
  settle<Value>(value: () => Value): Checked<Value> {
    return this.list.length === 0 ? { ok: true, value: value() } : { ok: false, faults: this.list };
  }
}

/** Half of a surrogate pair, for example when `slice` cuts an emoji. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Returns why a text cannot be stored or sent: it is not valid Unicode, or contains a NUL. */
export function encodingFault(text: string): 'nul-character' | 'broken-character' | undefined {
  if (text.includes('\0')) return 'nul-character';
  return LONE_SURROGATE.test(text) ? 'broken-character' : undefined;
}

/** Returns why a value is not a text of 1 to `max` characters that a database can store. */
export function plainTextFault(
  value: unknown,
  max: number,
): { code: FaultCode; params?: ErrorParams } | undefined {
  if (typeof value !== 'string' || value === '') return { code: 'text-required' };
  if (value.length > max) return { code: 'value-too-long', params: { max, length: value.length } };
  const broken = encodingFault(value);
  return broken && { code: broken };
}
