import { parseConsentRecipient, type ConsentRecipient } from '../consents/recipient.js';
import {
  isConsentChannel,
  isConsentSource,
  isConsentStatus,
  isRecipientType,
} from '../consents/vocabulary.js';
import type { ConsentSource } from '../contract/iys-register.js';
import {
  foundColumns,
  NETMERA_COLUMNS,
  readHeader,
  refuseLateRival,
  settleRivals,
  type ChosenColumns,
  type ConsentColumns,
  type ConsentHeader,
  type FoundColumns,
} from './consent-columns.js';
import type {
  ConsentCellFault,
  ConsentDefaults,
  ConsentField,
  ConsentFileBatch,
  ConsentFileRow,
} from './consent-file.js';
import type { RecordMark } from './csv-reader.js';
import { unguardCell } from './csv-writer.js';
import { foldHeader } from '../fold-header.js';
import { parseFileDay, parseFileMoment } from './file-moment.js';
import { PlatformTable } from './platforms.js';
import type { ReadConsentsOptions } from './read-consents.js';

/** Rows that are read before one of two candidate columns is chosen. */
const SAMPLE_ROWS = 1000;

/** A split row with its mark. */
interface ConsentRow {
  cells: string[];
  row: number;
  mark: RecordMark | undefined;
  delimiter: string;
}

/** Converts the rows of a consent file to records or faults after the columns have been assigned. */
export class ConsentRowReader {
  readonly #defaults: ConsentDefaults;
  readonly #chosen: ChosenColumns | undefined;
  readonly #onColumns: ((columns: FoundColumns) => void) | undefined;
  #columns: ConsentColumns | undefined;
  #header: ConsentHeader | undefined;
  #held: ConsentRow[] = [];
  readonly #platforms: PlatformTable;
  readonly #landlines: boolean | undefined;

  constructor(options: ReadConsentsOptions) {
    this.#landlines = options.landlines;
    this.#platforms = new PlatformTable(options.platforms);
    if (options.format === 'csv') {
      this.#defaults = options.defaults ?? {};
      this.#chosen = options.columns;
      this.#onColumns = options.onColumns;
      return;
    }
    this.#columns = NETMERA_COLUMNS;
    const { recipientType, brandCode } = options.defaults;
    this.#defaults = {
      recipientType,
      brandCode,
      channel: options.format === 'netmera-email' ? 'EPOSTA' : 'MESAJ',
    };
  }

  /** Whether the columns have been assigned. */
  get isSettled(): boolean {
    return this.#columns !== undefined;
  }

  /** Buffers a row until the columns are assigned: the header, and the first rows when a field has two candidates. */
  hold(row: ConsentRow): void {
    if (isBlank(row.cells)) return;
    if (this.#header === undefined) {
      this.#header = readHeader(row.cells, this.#defaults, row.row, this.#chosen);
      if (this.#header.rivals.size === 0) this.#settleAs(this.#header.columns);
      return;
    }
    this.#held.push(row);
    if (this.#held.length >= SAMPLE_ROWS) this.settle();
  }

  /** Assigns the columns with the buffered rows. */
  settle(): void {
    if (this.#header === undefined || this.#columns !== undefined) return;
    this.#settleAs(
      settleRivals(
        this.#header,
        this.#held.map(({ cells }) => cells),
      ),
    );
  }

  #settleAs(columns: ConsentColumns): void {
    this.#columns = columns;
    if (this.#header !== undefined) this.#onColumns?.(foundColumns(this.#header, columns));
  }

  /** Returns the buffered rows and clears the buffer. */
  release(): readonly ConsentRow[] {
    if (this.#held.length === 0) return NO_ROWS;
    const held = this.#held;
    this.#held = [];
    return held;
  }

  /** Adds the row to the batch as a record or with its faults. */
  read(
    cells: string[],
    row: number,
    mark: RecordMark | undefined,
    delimiter: string,
    batch: ConsentFileBatch,
  ): void {
    if (this.#columns === undefined || isBlank(cells)) return;
    if (this.#header !== undefined) refuseLateRival(this.#header, this.#columns, cells, row);
    const faults = new FaultList(this.#columns);
    if (mark === 'stray-quote' || (mark === 'multiline' && holdsStatus(cells, delimiter)))
      faults.addExtra(undefined, 'stray-quote');
    const good = this.#readRow(this.#columns, cells, row, faults);
    if (good !== undefined) batch.rows.push(good);
    else batch.rejected.push({ row, faults: faults.list, cells });
  }

  #readRow(
    { places, width }: ConsentColumns,
    cells: readonly string[],
    row: number,
    faults: FaultList,
  ): ConsentFileRow | undefined {
    const recipientType = cellAt(cells, places.recipientType) || this.#defaults.recipientType;
    const channel = cellAt(cells, places.channel) || this.#defaults.channel;
    const status = cellAt(cells, places.status);
    const platform = cellAt(cells, places.platform);
    const source =
      cellAt(cells, places.source) || this.#platforms.sourceOf(platform) || this.#sourceWithout(platform);
    const dateText = cellAt(cells, places.consentDate);
    const consentDate = parseFileMoment(dateText) ?? parseFileDay(dateText, status === 'RET');
    const brandCode = cellAt(cells, places.brandCode) || this.#defaults.brandCode;
    const recipient = this.#readRecipient(cells, places, channel, faults);
    const refusing = status === 'ONAY' ? this.#refusalIn(cells) : undefined;
    if (refusing !== undefined) faults.addExtra(refusing + 1, 'conflict');

    if (!isRecipientType(recipientType))
      faults.add('recipientType', recipientType === undefined ? 'missing' : 'recipient-type');
    if (!isConsentChannel(channel)) faults.add('channel', channel === undefined ? 'missing' : 'channel');
    if (!isConsentStatus(status)) faults.add('status', status === '' ? 'missing' : 'status');
    if (!isConsentSource(source)) this.#addSourceFault(places, source, platform, faults);
    if (consentDate === undefined) faults.add('consentDate', dateText === '' ? 'missing' : 'date');
    if (brandCode !== undefined && !/^\d+$/.test(brandCode)) faults.add('brandCode', 'brand-code');
    if (cells.length > width && cells.slice(width).some((text) => text.trim() !== ''))
      faults.addExtra(width + 1, 'extra');

    if (
      faults.list !== NO_FAULTS ||
      recipient === undefined ||
      consentDate === undefined ||
      !isRecipientType(recipientType) ||
      !isConsentChannel(channel) ||
      !isConsentStatus(status) ||
      !isConsentSource(source)
    ) {
      return undefined;
    }
    return {
      row,
      record: { recipient, recipientType, channel, status, source, consentDate },
      brandCode,
      platform: platform || undefined,
      externalId: cellAt(cells, places.externalId) || undefined,
    };
  }

  /** Returns the index of a refusal in a column without a field, or beyond the header; undefined when there is none. */
  #refusalIn(cells: readonly string[]): number | undefined {
    if (this.#header === undefined) return undefined;
    const { unused, names } = this.#header;
    const found = unused.find((place) => isRefusal(cells[place]));
    if (found !== undefined || cells.length <= names.length) return found;
    const beyond = cells.slice(names.length).findIndex(isRefusal);
    return beyond === -1 ? undefined : names.length + beyond;
  }

  /** Returns the default source for rows without a platform. A source to register is never guessed. */
  #sourceWithout(platform: string): ConsentSource | undefined {
    return platform === '' ? this.#defaults.source : undefined;
  }

  #addSourceFault(
    places: ConsentColumns['places'],
    source: string | undefined,
    platform: string,
    faults: FaultList,
  ): void {
    if (source !== undefined) faults.add('source', 'source');
    else if (platform !== '') faults.add('platform', 'platform');
    else if (places.platform === -1) faults.add('source', 'missing');
    else faults.add('platform', 'missing');
  }

  /** Returns the recipient's column: with columns for numbers and addresses, the channel of the row decides. */
  #readRecipient(
    cells: readonly string[],
    places: ConsentColumns['places'],
    channel: string | undefined,
    faults: FaultList,
  ): ConsentRecipient | undefined {
    const isEmail = places.email !== -1 && (places.recipient === -1 || channel === 'EPOSTA');
    const field = isEmail ? 'email' : 'recipient';
    const text = cellAt(cells, places[field]);
    if (text === '') {
      faults.add(field, 'missing');
      return undefined;
    }
    // An invalid channel has to be corrected first.
    if (!isConsentChannel(channel)) return undefined;
    const result = parseConsentRecipient(text, channel, { landlines: this.#landlines });
    if (result.ok) return result.value;
    faults.add(field, result.kind, result.reason);
    return undefined;
  }
}

const NO_FAULTS: ConsentCellFault[] = [];

/** The faults of one row. Allocates nothing while there are none, because most rows have none. */
class FaultList {
  list = NO_FAULTS;
  readonly #columns: ConsentColumns;

  constructor(columns: ConsentColumns) {
    this.#columns = columns;
  }

  add(field: ConsentField, code: ConsentCellFault['code'], reason?: ConsentCellFault['reason']): void {
    const place = this.#columns.places[field];
    this.#push({
      column: place === -1 ? undefined : place + 1,
      field,
      code,
      ...(reason !== undefined && { reason }),
    });
  }

  /** Adds a fault that belongs to no field. */
  addExtra(column: number | undefined, code: ConsentCellFault['code']): void {
    this.#push({ column, field: undefined, code });
  }

  #push(fault: ConsentCellFault): void {
    if (this.list === NO_FAULTS) this.list = [];
    this.list.push(fault);
  }
}

/** Returns a cell without surrounding spaces and without the formula guard; empty when it does not exist. */
function cellAt(cells: readonly string[], place: number): string {
  if (place === -1) return '';
  const text = (cells[place] ?? '').trim();
  return text.charCodeAt(0) === 0x27 ? unguardCell(text) : text;
}

/** Returns whether a quoted cell of several lines contains a status, which indicates that it swallowed another row. */
function holdsStatus(cells: readonly string[], delimiter: string): boolean {
  return cells.some(
    (cell) =>
      /[\r\n]/.test(cell) &&
      cell
        .split(/[\r\n]+/)
        .some((line) => line.split(delimiter).some((part) => isConsentStatus(part.trim()))),
  );
}

/** Returns whether a cell is RET in any letter case. */
const isRefusal = (cell = ''): boolean => cell.length < 8 && foldHeader(cell) === 'ret';

const NO_ROWS: readonly ConsentRow[] = [];

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
