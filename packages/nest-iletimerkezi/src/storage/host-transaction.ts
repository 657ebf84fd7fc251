import { inputFault, InputError } from 'iletimerkezi-core';

/**
 * The host's own transaction, as the adapters of the subpaths `/tx/pg`, `/tx/kysely`, `/tx/drizzle`, `/tx/typeorm`
 * and `/tx/prisma` make it from what each library calls a transaction. What is enqueued with it is there when
 * the host commits, and was never there when it rolls back.
 */
export interface HostTransaction {
  /**
   * Runs one statement of ours in the transaction.
   * @param text SQL with `$1` in it exactly once.
   * @param json the value of `$1`.
   */
  run(text: string, json: string): Promise<readonly Record<string, unknown>[]>;
}

const TRANSACTION_ID = `select pg_current_xact_id()::text || left($1::text, 0) as id`;

/**
 * Makes sure that `tx` is a transaction that is open, by asking twice for the id of the transaction it runs in: a pool,
 * or a client outside of a transaction, runs each statement in one of its own.
 * @throws InputError with the path `tx`. Nothing was written then.
 */
export async function requireTransaction(tx: unknown): Promise<HostTransaction> {
  if (!isRunner(tx)) throw notAnAdapter();
  const first = await transactionId(tx);
  const second = await transactionId(tx);
  if (first === undefined || first !== second) throw notInTransaction();
  return tx;
}

function isRunner(tx: unknown): tx is HostTransaction {
  return typeof tx === 'object' && tx !== null && typeof Reflect.get(tx, 'run') === 'function';
}

async function transactionId(tx: HostTransaction): Promise<string | undefined> {
  const [row] = await tx.run(TRANSACTION_ID, '');
  const id = row?.['id'];
  return typeof id === 'string' ? id : undefined;
}

const ADAPTERS =
  'pgTransaction(client), kyselyTransaction(tx), drizzleTransaction(tx), typeOrmTransaction(manager) or ' +
  'prismaTransaction(tx), from nest-iletimerkezi/tx/…';

const notAnAdapter = (): InputError =>
  new InputError([inputFault('tx', 'transaction-adapter-required', { adapters: ADAPTERS })]);

const notInTransaction = (): InputError => new InputError([inputFault('tx', 'transaction-not-open')]);

/**
 * Makes the runner of an adapter. Errors of the host's library lose what they quote of our parameters: numbers and
 * texts do not belong in the host's logs.
 * @param method the method of the library's object that the adapter calls.
 * @throws InputError when the object has no such method.
 */
export function adapterOf(on: unknown, method: string, run: HostTransaction['run']): HostTransaction {
  const isUsable =
    (typeof on === 'object' || typeof on === 'function') &&
    on !== null &&
    typeof Reflect.get(on, method) === 'function';
  if (!isUsable) throw notAnAdapter();
  return {
    run: async (text, json) => {
      try {
        return await run(text, json);
      } catch (error) {
        throw withoutValues(error);
      }
    },
  };
}

/** Where drivers and libraries keep parameters, and where PostgreSQL quotes values. */
const QUOTING = ['detail', 'where', 'internalQuery', 'params', 'parameters'] as const;
/** How deep libraries nest the driver's error. */
const DEEPEST = 4;

function withoutValues(error: unknown, depth = 0): unknown {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return error;
  for (const name of QUOTING) {
    if (Reflect.get(error, name) !== undefined) Reflect.set(error, name, undefined);
  }
  if (error instanceof Error) {
    // Drizzle appends the parameters to its message; errors of the class 22 quote the value between double quotes.
    error.message = error.message.replace(/\nparams: [\s\S]*$/, '');
    if (String(Reflect.get(error, 'code')).startsWith('22'))
      error.message = error.message.replace(/"[^]*"/, '"…"');
    if (error.stack !== undefined) error.stack = error.stack.replace(/\nparams: [^\n]*/g, '');
  }
  for (const name of ['cause', 'driverError', 'meta']) withoutValues(Reflect.get(error, name), depth + 1);
  return error;
}
