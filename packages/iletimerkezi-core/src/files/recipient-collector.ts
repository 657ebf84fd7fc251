import { parsePhone, type E164 } from '../phone/index.js';
import { holdsDigits, holdsRecipient, readCell, type CellNumber } from './cell-numbers.js';
import type { RecordBatch, RecordMark } from './csv-reader.js';
import { headerMeaning, isColumnName, isHeaderRow } from './header-words.js';
import {
  ambiguous,
  choosePhoneColumn,
  countsUp,
  describeColumns,
  findColumn,
  isWrongNumber,
} from './phone-column.js';
import type { RecipientListOptions, RecipientRow } from './recipients.js';
import { RowCellsReader, type ReadCells } from './row-cells.js';

/** Number of rows that are read before the column is chosen. */
const SAMPLE_ROWS = 1000;

interface Row {
  row: number;
  fields: readonly string[];
  mark: RecordMark | undefined;
}

/** Converts the records of a list to rows. Buffers the first records until the column of numbers is known. */
export class RecipientCollector {
  /** The names of the first table with rows. */
  header: string[] | undefined;
  #hasTable = false;
  readonly #options: RecipientListOptions;
  readonly #firstRows = new Map<string, number>();
  readonly #cells: RowCellsReader | undefined;
  #held: Row[] | undefined = [];
  #column = 0;
  #takesNumberRows = false;
  #readsLine = false;
  /** The indexes of named columns; undefined without a header. */
  #named: ReadonlySet<number> | undefined;
  #row = 0;
  #delimiter = ';';
  #started = false;
  /** Blank rows, reported only when another row follows. */
  #blank: number[] = [];

  constructor(options: RecipientListOptions) {
    this.#options = options;
    this.#cells = options.cells === true ? new RowCellsReader() : undefined;
  }

  take({ records, marks, delimiter }: RecordBatch): RecipientRow[] {
    const rows: RecipientRow[] = [];
    this.#delimiter = delimiter;
    for (const [index, fields] of records.entries()) {
      this.#row += 1;
      if (isBlank(fields)) {
        if (this.#started) this.#blank.push(this.#row);
        continue;
      }
      this.#started = true;
      const row = { row: this.#row, fields, mark: marks.size === 0 ? undefined : marks.get(index) };
      if (this.#held === undefined) this.#addRow(row, rows);
      else this.#hold(row, rows);
    }
    return rows;
  }

  /** Returns the buffered rows at the end of the list. */
  end(): RecipientRow[] {
    const rows: RecipientRow[] = [];
    this.#blank = [];
    if (this.#held !== undefined && this.#held.length > 0) this.#decide(this.#held, rows);
    return rows;
  }

  #hold(row: Row, rows: RecipientRow[]): void {
    let held = this.#held ?? [];
    for (const blank of this.#blank) held.push({ row: blank, fields: [], mark: undefined });
    this.#blank = [];
    if (held.length > 0 && this.#mayBeHeader(row)) {
      this.#decide(held, rows);
      held = [];
    }
    held.push(row);
    this.#held = held;
    if (held.length >= SAMPLE_ROWS) this.#decide(held, rows);
  }

  /** Determines header and column of a table from its first rows, and adds these rows. */
  #decide(held: readonly Row[], rows: RecipientRow[]): void {
    this.#held = undefined;
    const filled = held.filter(({ fields }) => fields.length > 0);
    const [first] = filled;
    if (first === undefined) return;
    const header = this.#isHeader(first, filled.slice(1))
      ? first.fields.map((field) => field.trim())
      : undefined;
    // A header without rows is a line of merged cells above the header, unless nothing follows.
    const hasRows = filled.length > (header === undefined ? 0 : 1);
    if (!this.#hasTable) this.header = header ?? this.header;
    if (hasRows) this.#cells?.beginTable(header);
    if (hasRows && header !== undefined) this.#hasTable = true;
    this.#named = header && new Set(header.flatMap((name, index) => (name === '' ? [] : [index])));
    this.#chooseColumn(first.row, header, filled.slice(header === undefined ? 0 : 1));
    for (const one of held) {
      if (header !== undefined && one === first) continue;
      if (one.fields.length > 0) this.#addRow(one, rows);
      else rows.push({ row: one.row, raw: '', status: 'rejected', reason: 'empty' });
    }
  }

  #isHeader({ fields }: Row, others: readonly Row[]): boolean {
    const { header, column } = this.#options;
    if (header !== undefined) return header;
    if (typeof column === 'string' || isHeaderRow(fields)) return true;
    if (fields.some((field) => holdsDigits(field) || this.#isMeantAsNumber(field))) return false;
    return (
      fields.some((field) => isPhoneName(field)) ||
      others.some((row) =>
        row.fields.some(
          (field, index) => parsePhone(field, this.#options).ok && isColumnName(fields[index] ?? ''),
        ),
      )
    );
  }

  #chooseColumn(row: number, header: string[] | undefined, sample: readonly Row[]): void {
    const { column, onColumns } = this.#options;
    const rows = sample.filter(({ mark }) => mark !== 'stray-quote').map(({ fields }) => fields);
    const all = describeColumns(header, rows);
    if (column !== undefined) {
      this.#column = findColumn(column, all, row);
      onColumns?.({ all, taken: this.#column, candidates: [] });
      return;
    }
    // Without a header, rows of numbers only are used completely, and the other rows determine the column.
    this.#takesNumberRows = header === undefined && !all.some(({ index }) => countsUp(index, rows));
    const others = this.#takesNumberRows ? rows.filter((fields) => !this.#isNumberRow(fields)) : rows;
    if (others.length === 0 && rows.length > 0) {
      this.#column = 0;
      onColumns?.({ all, taken: undefined, candidates: [] });
      return;
    }
    const { taken, candidates } = choosePhoneColumn(all, others, this.#options);
    // "0532…, Ali, 0533…": a typed line has no columns and is read as one cell.
    this.#readsLine = taken === undefined && header === undefined && isTypedLine(rows);
    onColumns?.(this.#readsLine ? { all, taken, candidates: [] } : { all, taken, candidates });
    if (taken === undefined && !this.#readsLine) {
      throw ambiguous(
        all.filter(({ index }) => candidates.includes(index)),
        row,
      );
    }
    this.#column = taken ?? 0;
  }

  /** Returns whether a cell was meant as a telephone number, even if it is invalid. Such a row is not a header. */
  #isMeantAsNumber(field: string): boolean {
    const result = parsePhone(field, this.#options);
    return result.ok || isWrongNumber(result.reason);
  }

  #addRow(row: Row, rows: RecipientRow[]): void {
    for (const blank of this.#blank) rows.push({ row: blank, raw: '', status: 'rejected', reason: 'empty' });
    this.#blank = [];
    const { fields, mark } = row;
    const column = this.#column;
    const before = rows.length;
    if (mark === 'stray-quote' && fields.length > 1) {
      const raw = fields.join(this.#delimiter).trim();
      rows.push({ row: row.row, raw, status: 'rejected', reason: 'stray-quote' });
      return;
    }
    if (this.#takesNumberRows && this.#isNumberRow(fields)) {
      for (const field of fields) if (field.trim() !== '') this.#addCell(row.row, field, rows);
      return;
    }
    if (this.#readsLine) {
      this.#addCell(row.row, fields.join(this.#delimiter), rows);
      return;
    }
    const cell = fields[column] ?? '';
    const result = parsePhone(cell, this.#options);
    const cells = fields.length === 1 ? undefined : this.#cells?.read(fields, column);
    if (result.ok) rows.push(this.#rowOf(row.row, cell, result.value, cells));
    else if (this.#beginsTable(row, rows)) return;
    else this.#addCell(row.row, cell, rows, cells);
    if (fields.length === 1 && column === 0) return;
    if (mark === 'multiline') this.#reportSwallowed(row, column, rows);
    if (this.#named !== undefined || this.#options.column === undefined)
      this.#reportOthers(row, column, rows, before);
  }

  /** Detects another sheet below the first: its header is not a recipient, and its columns may differ. */
  #beginsTable(row: Row, rows: RecipientRow[]): boolean {
    if (!this.#mayBeHeader(row)) return false;
    this.#held = [];
    this.#hold(row, rows);
    return true;
  }

  #mayBeHeader({ fields }: Row): boolean {
    return this.#options.header !== false && isHeaderRow(fields);
  }

  #isNumberRow(fields: readonly string[]): boolean {
    const filled = fields.length > 1 ? fields.filter((field) => field.trim() !== '') : [];
    return filled.length > 1 && filled.every((field) => readCell(field, this.#options).some(({ ok }) => ok));
  }

  #addCell(row: number, cell: string, rows: RecipientRow[], cells?: ReadCells): void {
    for (const one of readCell(cell, this.#options)) {
      rows.push(
        one.ok
          ? this.#rowOf(row, one.raw, one.value, cells)
          : { row, raw: one.raw, status: 'rejected', reason: one.reason },
      );
    }
  }

  /** Reports numbers outside the column in unnamed columns: they may be recipients, but are not added. */
  #reportOthers({ row, fields }: Row, column: number, rows: RecipientRow[], before: number): void {
    const others: CellNumber[] = [];
    for (const [index, field] of fields.entries()) {
      const isOtherColumn = index === column || this.#named?.has(index);
      // A row of one field has another delimiter.
      if ((isOtherColumn && fields.length > 1) || !holdsRecipient(field, this.#options)) continue;
      others.push(...readCell(field, this.#options).filter((one) => one.ok || one.reason === 'not-alone'));
    }
    if (others.length === 0) return;
    // The numbers of the row replace the report of a cell without a number.
    const own = rows[before];
    if (
      rows.length === before + 1 &&
      own?.status === 'rejected' &&
      !isWrongNumber(own.reason) &&
      own.reason !== 'not-alone'
    ) {
      rows.length = before;
    }
    for (const { raw } of others) rows.push({ row, raw, status: 'rejected', reason: 'not-alone' });
  }

  /** Reports the numbers of a quoted cell of several lines: its quotation marks may be an error that swallowed rows. */
  #reportSwallowed({ row, fields }: Row, column: number, rows: RecipientRow[]): void {
    for (const [index, field] of fields.entries()) {
      if (index === column || !/[\r\n]/.test(field)) continue;
      for (const cell of field.split(/[\r\n]+/).flatMap((line) => line.split(this.#delimiter))) {
        if (parsePhone(cell, this.#options).ok) {
          rows.push({ row, raw: cell.trim(), status: 'rejected', reason: 'stray-quote' });
        }
      }
    }
  }

  #rowOf(row: number, field: string, value: E164, cells: ReadCells | undefined): RecipientRow {
    const raw = field.trim();
    const firstRow = this.#firstRows.get(value);
    const kept = cells && { cells: cells.cells };
    if (firstRow !== undefined) {
      const differs = cells !== undefined && this.#cells?.differs(value, cells) === true;
      return { row, raw, status: 'duplicate', value, firstRow, ...kept, ...(differs && { differs }) };
    }
    this.#firstRows.set(value, row);
    if (cells !== undefined) this.#cells?.remember(value, cells);
    return { row, raw, status: 'valid', value, ...kept };
  }
}

/** Returns whether the list is a single line with a space after each delimiter. Several lines are a table. */
const isTypedLine = ([line, ...others]: readonly (readonly string[])[]): boolean =>
  line !== undefined && others.length === 0 && line.slice(1).every((field) => field.startsWith(' '));

function isPhoneName(field: string): boolean {
  const meaning = headerMeaning(field);
  return meaning === 'phone' || meaning === 'second-phone' || meaning === 'other-person';
}

function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field === '' || field.trim() === '');
}
