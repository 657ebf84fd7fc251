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
