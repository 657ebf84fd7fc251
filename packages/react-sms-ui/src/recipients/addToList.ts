import type { RecipientRow } from 'iletimerkezi-core/files';
import type { RecipientsValue } from './recipientsValue.js';

/** Whether a list has a phone number, including one that cannot receive SMS: "0212 555 44 33" is one, "hello" is not. */
export function holdsNumber({ list }: RecipientsValue): boolean {
  return list.rows.some(
    (row) => row.status !== 'rejected' || (row.reason !== 'empty' && row.reason !== 'not-a-number'),
  );
}

/**
 * Appends the rows of one list to another. Numbers of the first list are duplicates in the second. Row numbers continue
 * from the first list.
 */
export function addToList(value: RecipientsValue, added: RecipientsValue): RecipientsValue {
  const { list } = value;
  const firstRows = new Map<string, number>();
  for (const row of list.rows) if (row.status === 'valid') firstRows.set(row.value, row.row);
  const offset = list.rows.at(-1)?.row ?? 0;
  const rows = added.list.rows.map((each): RecipientRow => {
    const row = each.row + offset;
    if (each.status === 'rejected') return { ...each, row };
    // The cells of another list have other columns.
    const { raw, value: number } = each;
    const firstRow = firstRows.get(number);
    if (firstRow !== undefined) return { row, raw, status: 'duplicate', value: number, firstRow };
    firstRows.set(number, row);
    return { row, raw, status: 'valid', value: number };
  });
  const recipients = rows.flatMap((row) => (row.status === 'valid' ? [row.value] : []));
  const count = (status: RecipientRow['status']) => rows.filter((row) => row.status === status).length;
  return {
    text: '',
    fileName: value.fileName,
    columns: value.columns,
    list: {
      ...list,
      rows: [...list.rows, ...rows],
      recipients: [...list.recipients, ...recipients],
      valid: list.valid + recipients.length,
      duplicates: list.duplicates + count('duplicate'),
      rejected: list.rejected + count('rejected'),
    },
  };
}
