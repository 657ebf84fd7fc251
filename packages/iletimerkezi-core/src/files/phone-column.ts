import type { PhoneOptions } from '../phone/index.js';
import { readCell, type RecipientFault } from './cell-numbers.js';
import { FileFormatError } from './file-format-error.js';
import { foldHeader } from '../fold-header.js';
import { headerMeaning, type HeaderMeaning } from './header-words.js';

/** A column of a list. */
export interface ListColumn {
  /** From 0. */
  index: number;
  /** Its name in the header; undefined without one. */
  name: string | undefined;
  /** The first cells that are not blank, unchanged, to show when a user chooses a column. */
  sample: string[];
}

/** The columns of a list. */
export interface ListColumns {
  all: ListColumn[];
  /** The index of the column whose numbers are used; undefined when a user has to choose, and for lists of numbers only. */
  taken: number | undefined;
  /** Indexes of the candidate columns when `taken` is undefined. */
  candidates: number[];
}

const SAMPLE_CELLS = 3;
/** Minimum share of numbers in the filled cells of a column of numbers. */
const MOST = 0.5;

type ColumnChoice = Pick<ListColumns, 'taken' | 'candidates'>;

interface ColumnCounts {
  index: number;
  filled: number;
  /** Cells that are recipients. */
  valid: number;
  /** Cells with telephone numbers, including invalid ones: landlines, shortened, foreign, within text. */
  phones: number;
  meaning: HeaderMeaning;
}

/** Returns the columns of the first rows. */
export function describeColumns(
  header: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): ListColumn[] {
  const width = rows.reduce((most, { length }) => Math.max(most, length), header?.length ?? 0);
  return Array.from({ length: width }, (_, index) => {
    const cells = rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
    return { index, name: header?.[index] || undefined, sample: cells.slice(0, SAMPLE_CELLS) };
  });
}

/**
 * Returns the column that the caller specified by index or name.
 *
 * @throws {FileFormatError} `missing-column`; `ambiguous-column` when two columns have the name
 */
export function findColumn(asked: number | string, columns: readonly ListColumn[], row: number): number {
  if (typeof asked === 'number') {
    if (Number.isInteger(asked) && asked >= 0 && asked < columns.length) return asked;
    throw new FileFormatError('missing-column', { row, column: String(asked) });
  }
  const folded = foldHeader(asked);
  const exact = columns.filter(({ name }) => name === asked.trim());
  const named =
    exact.length > 0
      ? exact
      : columns.filter(({ name }) => name !== undefined && foldHeader(name) === folded);
  const [first] = named;
  if (first === undefined) throw new FileFormatError('missing-column', { row, column: asked });
  if (named.length > 1) throw ambiguous(named, row);
  return first.index;
}

/**
 * Finds the column of the recipients' numbers by header and cells, never by position alone. Returns several candidates when
 * the column is ambiguous: recipients are not guessed.
 */
export function choosePhoneColumn(
  columns: readonly ListColumn[],
  rows: readonly (readonly string[])[],
  options: PhoneOptions,
): ColumnChoice {
  const counts = columns.map(({ index, name }) => countCells(index, name, rows, options));
  const meaning = (...wanted: HeaderMeaning[]): ColumnCounts[] =>
    counts.filter((one) => wanted.includes(one.meaning));

  // A named column with words is not a column of numbers; an empty one may be the right column without values.
  const named = meaning('phone').filter(({ phones, filled }) => phones > 0 || filled === 0);
  const second = meaning('second-phone').filter(({ valid }) => valid > 0);
  const unnamed = meaning('unknown').filter(isMostlyValid);
  const excluded = meaning('other', 'other-person').filter(isMostlyValid);

  const best = bestOf(named);
  if (best.length > 0) return choiceOf(best);
  // A named column without a valid number next to columns with valid numbers: the user has to choose.
  const others = [...bestOf(second), ...unnamed];
  const wrong = named.filter(({ phones }) => phones > 0);
  if (others.length > 0) return choiceOf([...named, ...others]);
  if (wrong.length > 0) return choiceOf(wrong);
  if (excluded.length > 0) return { taken: undefined, candidates: excluded.map(({ index }) => index) };
  const [fallback] = meaning('phone');
  const [most] = counts.toSorted((one, two) => two.phones - one.phones);
  return {
    taken: fallback?.index ?? (most !== undefined && most.phones > 0 ? most.index : 0),
    candidates: [],
  };
}

/** Returns whether the numbers of a column are consecutive (5000000001, 5000000002, …), which indicates ids. */
export function countsUp(index: number, rows: readonly (readonly string[])[]): boolean {
  const cells = rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
  if (cells.length < 2 || !cells.every((cell) => /^\d{10}$/.test(cell))) return false;
  const steps = cells.slice(1).map((cell, place) => Number(cell) - Number(cells[place]));
  return steps.every((step) => step > 0 && step <= LARGEST_STEP);
}

const LARGEST_STEP = 1000;

const isMostlyValid = ({ valid, filled }: ColumnCounts): boolean => valid > 0 && valid >= filled * MOST;

/** Returns the columns with recipients; columns with mostly valid numbers take precedence. */
function bestOf(counts: readonly ColumnCounts[]): ColumnCounts[] {
  const mostlyValid = counts.filter(isMostlyValid);
  return mostlyValid.length > 0 ? mostlyValid : counts.filter(({ valid }) => valid > 0);
}

function choiceOf(counts: readonly ColumnCounts[]): ColumnChoice {
  const candidates = counts.map(({ index }) => index);
  return counts.length === 1 ? { taken: candidates[0], candidates: [] } : { taken: undefined, candidates };
}

function countCells(
  index: number,
  name: string | undefined,
  rows: readonly (readonly string[])[],
  options: PhoneOptions,
): ColumnCounts {
  let filled = 0;
  let valid = 0;
  let phones = 0;
  for (const row of rows) {
    const numbers = readCell(row[index] ?? '', options);
    const isValid = numbers.some(({ ok }) => ok);
    if (isValid) valid += 1;
    if (
      isValid ||
      numbers.some((one) => !one.ok && (isWrongNumber(one.reason) || one.reason === 'not-alone'))
    )
      phones += 1;
    if (numbers.some((one) => one.ok || one.reason !== 'empty')) filled += 1;
  }
  return { index, filled, valid, phones, meaning: name === undefined ? 'unknown' : headerMeaning(name) };
}

/** Returns whether a cell was meant as a telephone number, even if it is invalid. */
export function isWrongNumber(reason: RecipientFault): boolean {
  return (
    reason !== 'empty' && reason !== 'not-a-number' && reason !== 'not-alone' && reason !== 'stray-quote'
  );
}

export function ambiguous(columns: readonly ListColumn[], row: number): FileFormatError {
  return new FileFormatError('ambiguous-column', { row, columns: columns.map(columnLabel) });
}

/** Returns the name of a column for an error; without a header, its spreadsheet letter. */
export function columnLabel({ name, index }: Pick<ListColumn, 'name' | 'index'>): string {
  return name ?? columnLetter(index);
}

/** Returns the spreadsheet letter of a column: A, B, … Z, AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}
