import type { PhoneOptions } from '../phone/index.js';
import { readCell, type RecipientFault } from './cell-numbers.js';
import { FileFormatError } from './file-format-error.js';
import { foldHeader, headerMeaning, type HeaderMeaning } from './header-words.js';

/** A column of a list. */
export interface ListColumn {
  /** From 0. */
  index: number;
  /** Its name in the header; undefined without one. */
  name: string | undefined;
  /** The first cells that are not blank, as they are, for people who choose a column. */
  sample: string[];
}

/** What was found about a list's columns. */
export interface ListColumns {
  all: ListColumn[];
  /** The index of the column whose numbers are taken; undefined where a person has to choose, and for lists of nothing but numbers. */
  taken: number | undefined;
  /** Indexes of the columns that may be meant, where `taken` is undefined. */
  candidates: number[];
}

const SAMPLE_CELLS = 3;
/** A column is one of numbers when at least this share of its filled cells are. */
const MOST = 0.5;

type ColumnChoice = Pick<ListColumns, 'taken' | 'candidates'>;

interface ColumnCounts {
  index: number;
  filled: number;
  /** Cells that are recipients. */
  valid: number;
  /** Cells that hold telephone numbers, wrong ones included: landlines, shortened, foreign, among words. */
  phones: number;
  meaning: HeaderMeaning;
}

/** Describes the columns of the first rows. */
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
 * The column that a caller names, by its place or its name.
 *
 * @throws {FileFormatError} `missing-column`; `ambiguous-column` where two columns have the name
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
 * Finds the column of the recipients' numbers by what the header says and what the cells hold, never by its place
 * alone. Several answers are several candidates: who gets a message is not guessed.
 */
export function choosePhoneColumn(
  columns: readonly ListColumn[],
  rows: readonly (readonly string[])[],
  options: PhoneOptions,
): ColumnChoice {
  const counts = columns.map(({ index, name }) => countCells(index, name, rows, options));
  const meaning = (...wanted: HeaderMeaning[]): ColumnCounts[] =>
    counts.filter((one) => wanted.includes(one.meaning));

  // A named column whose cells are words is none of numbers; an empty one may be the right one with nothing in it.
  const named = meaning('phone').filter(({ phones, filled }) => phones > 0 || filled === 0);
  const second = meaning('second-phone').filter(({ valid }) => valid > 0);
  const unnamed = meaning('unknown').filter(isMostlyValid);
  const excluded = meaning('other', 'other-person').filter(isMostlyValid);

  const best = bestOf(named);
  if (best.length > 0) return choiceOf(best);
  // A named column without a right number beside others that have some: a person must say which is meant.
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

/** Whether the numbers of a column count up (5000000001, 5000000002, …): ids do, telephone numbers do not. */
export function countsUp(index: number, rows: readonly (readonly string[])[]): boolean {
  const cells = rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
  if (cells.length < 2 || !cells.every((cell) => /^\d{10}$/.test(cell))) return false;
  const steps = cells.slice(1).map((cell, place) => Number(cell) - Number(cells[place]));
  return steps.every((step) => step > 0 && step <= LARGEST_STEP);
}

const LARGEST_STEP = 1000;

const isMostlyValid = ({ valid, filled }: ColumnCounts): boolean => valid > 0 && valid >= filled * MOST;

/** Of columns that are named alike, those with recipients; a column of mostly wrong numbers yields to one of right ones. */
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

/** Whether a person meant a telephone number, if a wrong one. */
export function isWrongNumber(reason: RecipientFault): boolean {
  return (
    reason !== 'empty' && reason !== 'not-a-number' && reason !== 'not-alone' && reason !== 'stray-quote'
  );
}

export function ambiguous(columns: readonly ListColumn[], row: number): FileFormatError {
  return new FileFormatError('ambiguous-column', { row, columns: columns.map(columnLabel) });
}

/** The name of a column in an error; without a header its letter in a spreadsheet. */
export function columnLabel({ name, index }: Pick<ListColumn, 'name' | 'index'>): string {
  return name ?? columnLetter(index);
}

/** A, B, … Z, AA: the name that spreadsheets give a column. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}
