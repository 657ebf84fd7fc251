/** A received JSON object. Read it with `field`, which ignores inherited properties. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns an own property of an object; `undefined` for other values and for inherited properties. */
export function field(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Returns a string, or a number converted to one; `undefined` for other types. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** Returns an integer that was sent as a number or digits; `undefined` if absent or empty, otherwise `NaN`. */
export function asInteger(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = asText(value);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
