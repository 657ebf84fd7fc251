/** What was thrown, by its class alone: its message may quote a number or a text. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** What was thrown, in its own words: only for errors about the machine and its database. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
