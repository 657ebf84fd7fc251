import type { ErrorParams } from 'iletimerkezi-core';
import { VARIABLES } from './environment.js';
import { type OptionFault, type OptionFaultCode, optionFault } from './option-texts.js';

/** Returns the faults of an option's value. `path` is the option's path, such as `timeouts.connectMs`. */
export type OptionCheck = (value: unknown, path: string) => readonly OptionFault[];

const DAY_MS = 86_400_000;

/** Requires a value for which `isValid` returns true. */
export function satisfies(
  code: OptionFaultCode,
  isValid: (value: unknown) => boolean,
  params: ErrorParams = {},
): OptionCheck {
  return (value, path) => (isValid(value) ? [] : [optionFault(withVariable(path), code, params)]);
}

/** Accepts a value that is absent, and otherwise one that passes all checks. Reports the first check that fails. */
export function optional(...checks: readonly OptionCheck[]): OptionCheck {
  return (value, path) => (value === undefined || value === null ? [] : firstFaults(checks, value, path));
}

/** Requires a value that passes all checks. Reports the first check that fails. */
export function required(...checks: readonly OptionCheck[]): OptionCheck {
  return (value, path) => firstFaults(checks, value, path);
}

/** Checks the options of an object, and rejects those that do not exist. `path` is empty for the options of an account. */
export function fields(checks: Readonly<Record<string, OptionCheck>>): OptionCheck {
  return (value, path) => {
    const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
    const given = isObject(value)
      ? new Map<string, unknown>(Object.entries(value))
      : new Map<string, never>();
    const unknown = [...given.keys()].filter((name) => !Object.hasOwn(checks, name));
    return [
      ...unknown.map((name) => optionFault(at(name), 'unknown-option')),
      ...Object.entries(checks).flatMap(([name, check]) => check(given.get(name), at(name))),
    ];
  };
}

/** Requires an object with these options. `shape` describes it in the text of the fault. */
export function objectOf(shape: string, checks: Readonly<Record<string, OptionCheck>>): OptionCheck {
  return required(
    satisfies('object-required', (value) => isObject(value) && !Array.isArray(value), { shape }),
    fields(checks),
  );
}

/** Requires one of these values. */
export function oneOf(...values: readonly (string | number)[]): OptionCheck {
  return satisfies('not-listed', (value) => values.some((listed) => listed === value), {
    words: values.join(', '),
  });
}

/** Requires a whole number from `least` to `most`. */
export function wholeNumber(code: OptionFaultCode, least: number, most = Infinity): OptionCheck {
  const isValid = (value: unknown): boolean =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return satisfies(code, isValid, most === Infinity ? {} : { least, most });
}

/** Accepts a whole number of milliseconds from `least` to a day, or no value. */
export const milliseconds = (least: number): OptionCheck =>
  optional(wholeNumber('not-milliseconds', least, DAY_MS));

export const isFunction = (value: unknown): boolean => typeof value === 'function';

export const isText = (value: unknown): value is string => typeof value === 'string';

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function firstFaults(checks: readonly OptionCheck[], value: unknown, path: string): readonly OptionFault[] {
  for (const check of checks) {
    const faults = check(value, path);
    if (faults.length > 0) return faults;
  }
  return [];
}

/** Returns the path with the variable that sets the option, if there is one. */
export function withVariable(path: string): string {
  const variable = VARIABLES[path];
  return variable === undefined ? path : `${path} (${variable})`;
}
