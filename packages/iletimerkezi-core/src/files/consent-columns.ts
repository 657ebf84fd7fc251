import type { ConsentDefaults, ConsentField } from './consent-file.js';
import { FileFormatError } from './file-format-error.js';
import { foldHeader } from '../fold-header.js';
import { headerMeaning } from './header-words.js';
import { ambiguous, columnLetter, findColumn } from './phone-column.js';

/** The column index of each field; -1 when the file does not have it. */
export interface ConsentColumns {
  places: Readonly<Record<ConsentField, number>>;
  /** Maximum number of columns; infinite when the header may have further columns. */
  width: number;
}

const FIELDS = [
  'recipient',
  'email',
  'recipientType',
  'channel',
  'status',
  'source',
  'consentDate',
  'brandCode',
  'platform',
  'externalId',
] as const satisfies readonly ConsentField[];

const NOWHERE: Readonly<Record<ConsentField, number>> = {
  recipient: -1,
  email: -1,
  recipientType: -1,
  channel: -1,
  status: -1,
  source: -1,
  consentDate: -1,
  brandCode: -1,
  platform: -1,
  externalId: -1,
};

export const NETMERA_COLUMNS: ConsentColumns = {
  places: { ...NOWHERE, recipient: 0, platform: 1, status: 2, consentDate: 3, externalId: 4 },
  width: 5,
};

/** Folded header names: wire names, field names of this package, Turkish names. */
const WORDS: ReadonlyMap<string, ConsentField> = /* @__PURE__ */ new Map<string, ConsentField>([
  ['email', 'email'],
  ['emailaddress', 'email'],
  ['mail', 'email'],
  ['eposta', 'email'],
  ['epostaadresi', 'email'],
  ['recipienttype', 'recipientType'],
  ['alicitipi', 'recipientType'],
  ['alicituru', 'recipientType'],
  ['type', 'channel'],
  ['channel', 'channel'],
  ['izinturu', 'channel'],
  ['izintipi', 'channel'],
  ['kanal', 'channel'],
  ['status', 'status'],
  ['permission', 'status'],
  ['consent', 'status'],
  ['consentstatus', 'status'],
  ['durum', 'status'],
  ['izin', 'status'],
  ['izindurumu', 'status'],
  ['onay', 'status'],
  ['onaydurumu', 'status'],
  ['onayret', 'status'],
  ['source', 'source'],
  ['kaynak', 'source'],
  ['izinkaynagi', 'source'],
  ['consentdate', 'consentDate'],
  ['timestamp', 'consentDate'],
  ['tarih', 'consentDate'],
  ['izintarihi', 'consentDate'],
  ['onaytarihi', 'consentDate'],
  ['rettarihi', 'consentDate'],
  ['brandcode', 'brandCode'],
  ['markakodu', 'brandCode'],
  ['platform', 'platform'],
  ['externalid', 'externalId'],
  ['harickimlik', 'externalId'],
]);

/** The column of each field, and further candidates. */
export interface ConsentHeader {
  columns: ConsentColumns;
  /** Fields with several candidate columns. The file is refused when more than one of them is filled. */
  rivals: ReadonlyMap<ConsentField, readonly number[]>;
  names: readonly string[];
  /** Indexes of columns without a field. */
  unused: readonly number[];
  row: number;
}

export type ChosenColumns = Readonly<Partial<Record<ConsentField, string | number>>>;

/**
 * Reads the header of a general file. `chosen` has the columns of some fields; the others are found by name.
 *
 * @throws {FileFormatError} `missing-column` when a field has neither column nor default, or a chosen column does not exist;
 * `ambiguous-column` when two columns have the chosen name
 */
export function readHeader(
  cells: readonly string[],
  defaults: ConsentDefaults,
  row: number,
  chosen: ChosenColumns = {},
): ConsentHeader {
  const names = cells.map((cell) => cell.trim());
  const columns = names.map((name, index) => ({ index, name: name || undefined, sample: [] }));
  const found = new Map<ConsentField, number[]>();
  for (const field of FIELDS) {
    const column = chosen[field];
    if (column !== undefined) found.set(field, [findColumn(column, columns, row)]);
  }
  const taken = new Set([...found.values()].flat());
  for (const [index, name] of names.entries()) {
    const field = fieldOf(name);
    if (field === undefined || taken.has(index) || chosen[field] !== undefined) continue;
    found.set(field, [...(found.get(field) ?? []), index]);
  }
  const places = { ...NOWHERE };
  for (const [field, [first]] of found) if (first !== undefined) places[field] = first;
  refuseMissing(places, defaults, row);
  const used = new Set([...found.values()].flat());
  return {
    columns: { places, width: Number.POSITIVE_INFINITY },
    rivals: new Map([...found].filter(([, indexes]) => indexes.length > 1)),
    names,
    unused: names.flatMap((_, index) => (used.has(index) ? [] : [index])),
    row,
  };
}

/** The header name of each field's column. */
export type FoundColumns = Readonly<Partial<Record<ConsentField, string>>>;

/** Returns the names of the columns after they have been assigned. */
export function foundColumns({ names }: ConsentHeader, { places }: ConsentColumns): FoundColumns {
  const found: Partial<Record<ConsentField, string>> = {};
  for (const field of FIELDS) {
    const index = places[field];
    if (index !== -1) found[field] = names[index] || columnLetter(index);
  }
  return found;
}

function fieldOf(name: string): ConsentField | undefined {
  const known = WORDS.get(foldHeader(name));
  if (known !== undefined) return known;
  const meaning = headerMeaning(name);
  const isRecipient = meaning === 'phone' || meaning === 'second-phone' || foldHeader(name) === 'numara';
  return isRecipient ? 'recipient' : undefined;
}

function refuseMissing(places: ConsentColumns['places'], defaults: ConsentDefaults, row: number): void {
  const hasRecipient = places.recipient !== -1 || places.email !== -1;
  const needed: readonly ConsentField[] = ['status', 'consentDate'];
  const defaulted = ['recipientType', 'channel', 'source'] as const;
  const missing = hasRecipient
    ? (needed.find((field) => places[field] === -1) ??
      defaulted.find((field) => {
        // A platform column replaces the source.
        const hasPlatform = field === 'source' && places.platform !== -1;
        return places[field] === -1 && defaults[field] === undefined && !hasPlatform;
      }))
    : 'recipient';
  if (missing !== undefined) {
    throw new FileFormatError('missing-column', { row, column: missing === 'channel' ? 'type' : missing });
  }
}

/**
 * Finds the filled column of each field with several candidate columns.
 *
 * @throws {FileFormatError} `ambiguous-column` when two of them are filled
 */
export function settleRivals(header: ConsentHeader, rows: readonly (readonly string[])[]): ConsentColumns {
  const places = { ...header.columns.places };
  for (const [field, indexes] of header.rivals) {
    const filled = indexes.filter((index) => rows.some((cells) => holds(field, cells[index])));
    if (filled.length > 1) throw ambiguousFields(header, filled, header.row);
    places[field] = filled[0] ?? places[field];
  }
  return { places, width: header.columns.width };
}

/**
 * Refuses a row that fills a column which was empty when the columns were assigned.
 *
 * @throws {FileFormatError} `ambiguous-column`
 */
export function refuseLateRival(
  header: ConsentHeader,
  settled: ConsentColumns,
  cells: readonly string[],
  row: number,
): void {
  for (const [field, indexes] of header.rivals) {
    const late = indexes.find((index) => index !== settled.places[field] && holds(field, cells[index]));
    if (late !== undefined) throw ambiguousFields(header, [settled.places[field], late], row);
  }
}

/** Returns whether a cell can be the field. A column `Alıcı` may contain names: it is a candidate for the recipient only with numbers or addresses. */
function holds(field: ConsentField, cell = ''): boolean {
  return field === 'recipient' ? /(?:\d\D*){7}|@/.test(cell) : cell.trim() !== '';
}

function ambiguousFields(header: ConsentHeader, indexes: readonly number[], row: number): FileFormatError {
  return ambiguous(
    indexes.map((index) => ({ index, name: header.names[index], sample: [] })),
    row,
  );
}
