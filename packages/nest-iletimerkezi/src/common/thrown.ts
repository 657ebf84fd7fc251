/** Returns the name of a thrown value without its message, which may contain a number or a text. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Returns the name of a thrown value, and its code if it has one: `StorageError (database-unreachable)`. */
export function kindOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? `${nameOf(error)} (${code})` : nameOf(error);
}

/** Returns the message of a thrown value. Use it only for errors of the machine and its database. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
