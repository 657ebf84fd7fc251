import type { CodeEntry } from './code-entry.js';
import { CALL_CODES } from './codes-call.js';
import { LIST_CODES } from './codes-lists.js';
import { PROGRESS_CODES } from './codes-progress.js';
import { SENDING_CODES } from './codes-sending.js';

/** The names of the provider's error codes: `error.code` of a call that the provider refused. */
export type ProviderErrorName = (
  | typeof CALL_CODES
  | typeof SENDING_CODES
  | typeof LIST_CODES
)[number]['name'];

/** A code that means a call was refused. */
export type ErrorCodeEntry = CodeEntry & { readonly name: ProviderErrorName };

const ERROR_CODES: readonly ErrorCodeEntry[] = [...CALL_CODES, ...SENDING_CODES, ...LIST_CODES];

/** All known status and error codes of the provider, explained in both languages, in ascending order. */
export const STATUS_CODES: readonly CodeEntry[] = [...PROGRESS_CODES, ...ERROR_CODES].toSorted(
  (a, b) => a.code - b.code,
);

/** The name of every error code of the provider. */
export const ERROR_NAMES: readonly ProviderErrorName[] = ERROR_CODES.map(({ name }) => name);

/** Returns the entry of a status or error code. */
export function findCode(code: number): CodeEntry | undefined {
  return STATUS_CODES.find((entry) => entry.code === code);
}

/** Returns the entry of an error code; undefined for status codes and unlisted codes. */
export function findErrorCode(code: number): ErrorCodeEntry | undefined {
  return ERROR_CODES.find((entry) => entry.code === code);
}

/** Returns the entry of an error name. */
export function findErrorName(name: string): ErrorCodeEntry | undefined {
  return ERROR_CODES.find((entry) => entry.name === name);
}
