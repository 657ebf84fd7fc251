/** A JSON object as it came over the wire; only `field` reads it, so that inherited names never count as sent. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member of an object; `undefined` for anything else, `__proto__` and `constructor` included. */
export function field(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A string, or a number written as one; `undefined` for every other type. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** A whole number sent as number or digits; `undefined` when absent or empty, `NaN` when it is something else. */
export function asInteger(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = asText(value);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
