import { inputFault, InputError } from 'iletimerkezi-core';

/**
 * The host's transaction, created by the adapters below `/tx` from the transaction object of each library: `pg`, Kysely,
 * Drizzle, Knex, TypeORM, MikroORM, Sequelize and Prisma. Messages enqueued with it exist if the host commits, and never
 * existed if it rolls back.
 *
 * For another library, pass an object with `run`. It must run every statement on the connection of the open transaction,
 * pass `json` as a parameter, and return all rows with the column names as keys.
 *
 * @example
 * const tx: HostTransaction = {
 *   run: async (text, json) => (await client.query(text, [json])).rows,
 * };
 */
export interface HostTransaction {
  /**
   * Runs one statement of the module in the transaction.
   * @param text SQL that contains `$1` exactly once.
   * @param json the value of `$1`.
   */
  run(text: string, json: string): Promise<readonly Record<string, unknown>[]>;
}

const TRANSACTION_ID = `select pg_current_xact_id()::text || left($1::text, 0) as id`;

/**
 * Checks that `tx` is an open transaction by reading its transaction id twice: a pool, or a client outside of a
 * transaction, runs each statement in a separate transaction.
 * @throws InputError with the path `tx`. Nothing has been written then.
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
  'pgTransaction(client), kyselyTransaction(tx), drizzleTransaction(tx), knexTransaction(trx), typeOrmTransaction(manager), ' +
  'mikroOrmTransaction(em), sequelizeTransaction(sequelize, t) or prismaTransaction(tx), from nest-iletimerkezi/tx/…';

const notAnAdapter = (): InputError =>
  new InputError([inputFault('tx', 'transaction-adapter-required', { adapters: ADAPTERS })]);

const notInTransaction = (): InputError => new InputError([inputFault('tx', 'transaction-not-open')]);

/**
 * Creates the runner of an adapter. Removes quoted parameters from errors of the host's library, so that numbers and
 * texts do not get into the host's logs.
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

/** Properties in which drivers and libraries keep parameters, and in which PostgreSQL quotes values. */
const QUOTING = ['detail', 'where', 'internalQuery', 'params', 'parameters', 'fields', 'errors'] as const;
/** Properties in which libraries keep the driver's error. */
const NESTED = ['cause', 'driverError', 'meta', 'original', 'parent'] as const;
/** Maximum depth at which libraries nest the driver's error. */
const DEEPEST = 4;

function withoutValues(error: unknown, depth = 0): unknown {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return error;
  for (const name of QUOTING) {
    if (Reflect.get(error, name) !== undefined) Reflect.set(error, name, undefined);
  }
  if (error instanceof Error) {
    // Drizzle appends the parameters to its message. Errors of class 22 quote the value in double quotes.
    error.message = error.message.replace(/\nparams: [\s\S]*$/, '');
    if (sqlStateOf(error).startsWith('22')) error.message = error.message.replace(/"[^]*"/, '"…"');
    if (error.stack !== undefined) error.stack = error.stack.replace(/\nparams: [^\n]*/g, '');
  }
  for (const name of NESTED) withoutValues(Reflect.get(error, name), depth + 1);
  return error;
}

/** Returns the SQLSTATE of an error. Sequelize has it on the driver's error only. */
function sqlStateOf(error: Error): string {
  const driverError: unknown = Reflect.get(error, 'parent');
  return String(
    Reflect.get(error, 'code') ?? (driverError instanceof Error && Reflect.get(driverError, 'code')),
  );
}
