import { InputError, type InputFault } from 'iletimerkezi-core';

/**
 * Renames the paths of faults to the properties of a tool's schema.
 * @param names pairs of a beginning of core's path and the path that callers know; the first that fits is used.
 */
export function renamePaths(
  faults: readonly InputFault[],
  names: readonly (readonly [string, string])[],
): InputFault[] {
  return faults.map((fault) => {
    const found = names.find(([from]) => fault.path === from || /^[.[]/.test(restAfter(fault.path, from)));
    return found === undefined
      ? fault
      : { ...fault, path: `${found[1]}${fault.path.slice(found[0].length)}` };
  });
}

const restAfter = (path: string, start: string): string =>
  path.startsWith(start) ? path.slice(start.length) : '';

/** @throws InputError with the faults of a check. */
export function accept<Value>(
  checked: { ok: true; value: Value } | { ok: false; faults: readonly InputFault[] },
  names: readonly (readonly [string, string])[] = [],
): Value {
  if (!checked.ok) throw new InputError(renamePaths(checked.faults, names));
  return checked.value;
}
