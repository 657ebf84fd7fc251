/** A JSON object of unknown content. Read it with {@link field}, so that a parsed `__proto__` stays an ordinary key. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns whether a value is a JSON object, not an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value of an own key, else undefined. Inherited properties are not read. */
export function field(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Returns the object under a key, else undefined. */
export function objectField(object: JsonObject, key: string): JsonObject | undefined {
  const value = field(object, key);
  return isObject(value) ? value : undefined;
}

/** Returns the list under a key. A single value is a list of one; an absent value is an empty list. */
export function listField(object: JsonObject, key: string): readonly unknown[] {
  const value = field(object, key);
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** Reads text or a number as text, since ids have both forms. Undefined for other values and empty text. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Reads a number, also from text with a decimal comma or point ("0,0372", "1.234,5"). Undefined for other values. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!/^[+-]?\d[\d.,]*$/.test(text)) return undefined;
  const decimal = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const separator = text[decimal];
  // A repeated separator (1.234.567) groups digits. The last of two different separators, or a single one, is the decimal mark.
  const grouping = separator !== undefined && text.indexOf(separator) !== decimal;
  const integer = decimal < 0 || grouping ? text : text.slice(0, decimal);
  const fraction = decimal < 0 || grouping ? '' : text.slice(decimal + 1);
  const number = Number(`${integer.replaceAll(/[.,]/g, '')}.${fraction || '0'}`);
  return Number.isFinite(number) ? number : undefined;
}

/** Reads an integer, also from text. Undefined for other values. */
export function readInteger(value: unknown): number | undefined {
  const number = readNumber(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/**
 * Reads a recipient. Converts the provider's forms of a Turkish mobile number (`+90…`, `90…` and ten digits, as text or
 * number) to E.164. Returns other values unchanged.
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
