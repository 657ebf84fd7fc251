import { hash } from 'node:crypto';
import { errorCode } from './storage.errors.js';

/** Limit of texts that are remembered. The module has fewer; only a statement of variable length could exceed it. */
const MAX_TEXTS = 500;

/**
 * Whether a statement was not executed because it is not prepared on the connection, is prepared on it already, or returns
 * other columns than when it was prepared. Source: PostgreSQL documentation, appendix A.
 */
export const isPreparationFault = (error: unknown): boolean => {
  const code = errorCode(error);
  if (code === '0A000') return error instanceof Error && error.message.includes('cached plan');
  return code === '26000' || code === '42P05';
};

/**
 * Names statements from their second execution on. The server plans a named statement once per connection instead of at
 * each execution. A name is a digest of the text, so a name has the same text in all processes.
 */
export class PreparedStatements {
  readonly #names = new Map<string, string | undefined>();
  #enabled = true;

  /** Returns the name under which to execute a statement; undefined when it is not to be prepared. */
  nameOf(text: string): string | undefined {
    if (!this.#enabled) return undefined;
    if (!this.#names.has(text)) {
      if (this.#names.size < MAX_TEXTS) this.#names.set(text, undefined);
      return undefined;
    }
    let name = this.#names.get(text);
    if (name === undefined) {
      name = `iletimerkezi_${hash('sha256', text, 'hex').slice(0, 32)}`;
      this.#names.set(text, name);
    }
    return name;
  }

  /** Names no statement from now on. Called when a pooler was not detected and a preparation failed. */
  disable(): void {
    this.#enabled = false;
  }
}
