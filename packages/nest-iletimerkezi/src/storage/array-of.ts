import { type RawBuilder, sql } from 'kysely';

/**
 * Returns an array of one value of each item, for `unnest`. PostgreSQL expects the same number of rows from it whatever
 * its length is, and therefore keeps one plan of a prepared statement. With a plain parameter it makes a new plan for each
 * execution, because a known short array seems cheaper than an unknown one.
 */
export const arrayOf = <Item>(
  type: 'text' | 'uuid' | 'boolean' | 'numeric' | 'float8' | 'integer',
  items: readonly Item[],
  valueOf: (item: Item) => string | number | boolean | null | undefined,
): RawBuilder<unknown> => sql`(select ${items.map((item) => valueOf(item) ?? null)}::${sql.raw(type)}[])`;
