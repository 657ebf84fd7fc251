/**
 * The row of a statement that always answers one, such as a count.
 * @throws Error where there is none.
 */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL answered no row to a statement that always has one.');
  return row;
}
