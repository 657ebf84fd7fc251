/**
 * Returns the row of a statement that always returns one, such as a count.
 * @throws Error without a row.
 */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined)
    throw new Error('PostgreSQL returned no row for a statement that always returns one.');
  return row;
}
