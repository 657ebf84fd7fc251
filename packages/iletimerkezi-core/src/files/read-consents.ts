import { parseConsentRecipient } from '../consents/recipient.js';
import {
  isConsentChannel,
  isConsentSource,
  isConsentStatus,
  isRecipientType,
} from '../consents/vocabulary.js';
import { unguardCell } from './cells.js';
import { NETMERA_COLUMNS, readHeader, type ConsentColumns } from './consent-columns.js';
import type { ConsentSource } from '../contract/iys-register.js';
import type {
  ConsentCellFault,
  ConsentDefaults,
  ConsentField,
  ConsentFileBatch,
  ConsentFileRow,
} from './consent-file.js';
import { readRecords, type Delimiter } from './csv.js';
import { parseFileMoment } from './file-moment.js';
import { PlatformTable, type PlatformSources } from './platforms.js';
import { readText, type TextOptions, type TextSource } from './text-source.js';

interface CommonOptions extends TextOptions {
  /** Found by itself where it is not given. */
  delimiter?: Delimiter;
  /** Rows in a batch, good and bad together. Default 250; the provider takes 5,000 in a request. */
  batchSize?: number;
  /**
   * Words of the platform column with the source to register, beside {@link NETMERA_PLATFORMS} or instead of its
   * entries; `''` stands for an empty cell.
   *
   * @example { kiosk: 'HS_FIZIKSEL_ORTAM', form: 'HS_ISLAK_IMZA' }
   */
  platforms?: PlatformSources;
  /** Accept landlines for the channel ARAMA. Default false: the provider documents mobile numbers only. */
  landlines?: boolean;
}

/** Netmera's files have no recipient type, so it must be given. Their source comes from the platform column alone. */
export type ReadConsentsOptions =
  | (CommonOptions & {
      format: 'netmera-email' | 'netmera-sms';
      defaults: Required<Pick<ConsentDefaults, 'recipientType'>> & Pick<ConsentDefaults, 'brandCode'>;
    })
  | (CommonOptions & { format: 'csv'; defaults?: ConsentDefaults });

/**
 * Reads a consent file of any size: good rows apart from bad ones, batch by batch, in the order of the
 * file. Memory does not grow with the file: what is held is one batch and one piece of text. Blank rows
 * are passed over.
 *
 * Dates are Istanbul time. Whether a consent is too old is for `reviewConsent` to say.
 *
 * @throws {FileFormatError} while it is iterated, where the file as a whole cannot be read on
 * @throws {TypeError} while it is iterated, for `platforms` that name no registrable source
 */
export async function* readConsents(
  source: TextSource,
  options: ReadConsentsOptions,
): AsyncGenerator<ConsentFileBatch> {
  const reader = new ConsentRowReader(options);
  const size = Math.max(1, options.batchSize ?? 250);
  let batch: ConsentFileBatch = { rows: [], rejected: [] };
  for await (const { records, firstRow } of readRecords(readText(source, options), options.delimiter)) {
    let row = firstRow;
    for (const cells of records) {
      reader.read(cells, row, batch);
      row += 1;
      if (batch.rows.length + batch.rejected.length >= size) {
        yield batch;
        batch = { rows: [], rejected: [] };
      }
    }
  }
  if (batch.rows.length + batch.rejected.length > 0) yield batch;
}

class ConsentRowReader {
  readonly #defaults: ConsentDefaults;
  #columns: ConsentColumns | undefined;

  readonly #platforms: PlatformTable;

  readonly #landlines: boolean | undefined;

  constructor(options: ReadConsentsOptions) {
    this.#landlines = options.landlines;
    this.#platforms = new PlatformTable(options.platforms);
    if (options.format === 'csv') {
      this.#defaults = options.defaults ?? {};
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

  /** Puts the row into the batch, as a record or with its faults. */
  read(cells: string[], row: number, batch: ConsentFileBatch): void {
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (this.#columns === undefined) {
      if (cells.some((cell) => cell.trim() !== '')) this.#columns = readHeader(cells, this.#defaults, row);
      return;
    }
    const faults = new FaultList(this.#columns);
    const good = this.#readRow(this.#columns, cells, row, faults);
    if (good !== undefined) batch.rows.push(good);
    else if (cells.some((cell) => cell.trim() !== ''))
      batch.rejected.push({ row, faults: faults.list, cells });
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
    const consentDate = parseFileMoment(dateText);
    const brandCode = cellAt(cells, places.brandCode) || this.#defaults.brandCode;
    const recipient = readRecipient(cellAt(cells, places.recipient), channel, this.#landlines, faults);

    if (!isRecipientType(recipientType))
      faults.add('recipientType', recipientType === undefined ? 'missing' : 'recipient-type');
    if (!isConsentChannel(channel)) faults.add('channel', channel === undefined ? 'missing' : 'channel');
    if (!isConsentStatus(status)) faults.add('status', status === '' ? 'missing' : 'status');
    if (!isConsentSource(source)) this.#addSourceFault(places, source, platform, faults);
    if (consentDate === undefined) faults.add('consentDate', dateText === '' ? 'missing' : 'date');
    if (brandCode !== undefined && !/^\d+$/.test(brandCode)) faults.add('brandCode', 'brand-code');
    if (cells.length > width && cells.slice(width).some((text) => text.trim() !== ''))
      faults.addExtra(width + 1);

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

  /** The default source, for rows that name no platform: a registered origin must not be a guess. */
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
}

const NO_FAULTS: ConsentCellFault[] = [];

/** The faults of one row. Holds nothing of its own while there are none: most rows have none. */
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

  addExtra(column: number): void {
    this.#push({ column, field: undefined, code: 'extra' });
  }

  #push(fault: ConsentCellFault): void {
    if (this.list === NO_FAULTS) this.list = [];
    this.list.push(fault);
  }
}

/** A cell without the blanks around it and without the guard against formulas; empty where there is none. */
function cellAt(cells: readonly string[], place: number): string {
  if (place === -1) return '';
  const text = (cells[place] ?? '').trim();
  return text.charCodeAt(0) === 0x27 ? unguardCell(text) : text;
}

function readRecipient(
  text: string,
  channel: string | undefined,
  landlines: boolean | undefined,
  faults: FaultList,
): string | undefined {
  if (text === '') {
    faults.add('recipient', 'missing');
    return undefined;
  }
  // Where the channel itself is wrong, it is the fault to mend first.
  if (!isConsentChannel(channel)) return undefined;
  const result = parseConsentRecipient(text, channel, { landlines });
  if (result.ok) return result.value;
  faults.add('recipient', result.kind, result.reason);
  return undefined;
}
