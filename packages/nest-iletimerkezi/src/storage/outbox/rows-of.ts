import { type RawBuilder, sql } from 'kysely';

/**
 * Returns an array for `unnest`. PostgreSQL expects the same number of rows from it whatever its length is, and therefore
 * keeps one plan of a prepared statement. With a plain parameter it makes a new plan for each execution, because a known
 * short array seems cheaper than an unknown one.
 */
export const rowsOf = (
  type: 'text' | 'uuid' | 'boolean' | 'numeric' | 'float8' | 'integer',
  values: readonly unknown[],
): RawBuilder<unknown> => sql`(select ${values}::${sql.raw(type)}[])`;
