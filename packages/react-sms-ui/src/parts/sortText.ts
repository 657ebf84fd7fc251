/** The column by which a table is sorted. */
interface Sort<Column extends string> {
  column: Column;
  direction: 'ascending' | 'descending';
}

/** Writes a sort as the name of its column, with a minus sign if it descends. */
export const sortToText = ({ column, direction }: Sort<string>): string =>
  direction === 'descending' ? `-${column}` : column;

/** Reads what {@link sortToText} writes; undefined for other columns. */
export function sortFromText<Column extends string>(
  text: string,
  columns: readonly Column[],
): Sort<Column> | undefined {
  const column = columns.find((known) => known === text.replace(/^-/, ''));
  return column && { column, direction: text.startsWith('-') ? 'descending' : 'ascending' };
}
