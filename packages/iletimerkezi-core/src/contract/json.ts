/** A JSON object of unknown content. Read it with {@link field}: a parsed `__proto__` must stay a mere key. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (no array, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an own key, else undefined: nothing inherited is ever read. */
export function field(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The object under a key, else undefined. */
export function objectField(object: JsonObject, key: string): JsonObject | undefined {
  const value = field(object, key);
  return isObject(value) ? value : undefined;
}

/** The list under a key; a single value counts as a list of one, an absent one as none. */
export function listField(object: JsonObject, key: string): readonly unknown[] {
  const value = field(object, key);
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** Text, also of a number: ids come as either. Undefined for anything else and for empty text. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A number, also as text with a decimal comma or point ("0,0372", "1.234,5"). Undefined for anything else. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!/^[+-]?\d[\d.,]*$/.test(text)) return undefined;
  const decimal = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const separator = text[decimal];
  // One mark repeated, as in 1.234.567, only groups; the last of two different ones, or a single one, is the decimal mark.
  const grouping = separator !== undefined && text.indexOf(separator) !== decimal;
  const whole = decimal < 0 || grouping ? text : text.slice(0, decimal);
  const fraction = decimal < 0 || grouping ? '' : text.slice(decimal + 1);
  const number = Number(`${whole.replaceAll(/[.,]/g, '')}.${fraction || '0'}`);
  return Number.isFinite(number) ? number : undefined;
}

/** A whole number, also as text. Undefined for anything else. */
export function readInteger(value: unknown): number | undefined {
  const number = readNumber(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/**
 * A recipient as the provider writes it, made E.164 where that is certain: `+90…`, `90…` and the bare ten digits of a
 * Turkish mobile number, as text or number. Anything else comes back as it was.
 */
export function readRecipient(value: unknown): string | undefined {
  const text = readText(value);
  if (text === undefined) return undefined;
  const digits = text.replaceAll(/[\s()-]/g, '');
  if (/^5\d{9}$/.test(digits)) return `+90${digits}`;
  if (/^05\d{9}$/.test(digits)) return `+9${digits}`;
  if (/^905\d{9}$/.test(digits)) return `+${digits}`;
  return /^\+\d+$/.test(digits) ? digits : text;
}
