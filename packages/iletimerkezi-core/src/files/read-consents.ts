import { parseConsentRecipient } from '../consents/recipient.js';
import {
  isConsentChannel,
  isConsentSource,
  isConsentStatus,
  isRecipientType,
} from '../consents/vocabulary.js';
import { parseDateTime, parseFileDateTime } from '../istanbul-time.js';
import { unguardCell } from './cells.js';
import { NETMERA_COLUMNS, readHeader, type ConsentColumns } from './consent-columns.js';
import type {
  ConsentCellFault,
  ConsentDefaults,
  ConsentField,
  ConsentFileBatch,
  ConsentFileFormat,
  ConsentFileRow,
} from './consent-file.js';
import { readRecords, type Delimiter } from './csv.js';
import { readText, type TextOptions, type TextSource } from './text-source.js';

interface CommonOptions extends TextOptions {
  /** Found by itself where it is not given. */
  delimiter?: Delimiter;
  /** Rows in a batch, good and bad together. Default 1,000; the provider takes 5,000 in a request. */
  batchSize?: number;
}

/** Netmera's files have no recipient type and no source, so both must be said. */
export type ReadConsentsOptions =
  | (CommonOptions & {
      format: 'netmera-email' | 'netmera-sms';
      defaults: ConsentDefaults & Required<Pick<ConsentDefaults, 'recipientType' | 'source'>>;
    })
  | (CommonOptions & { format: 'csv'; defaults?: ConsentDefaults });

/**
 * Reads a consent file of any size: good rows apart from bad ones, batch by batch, in the order of the
 * file. Memory stays the same however long the file is. Blank rows are passed over.
 *
 * Dates are Istanbul time. Whether a consent is too old is for `reviewConsent` to say.
 *
 * @throws {FileFormatError} while it is iterated, where the file as a whole cannot be read on
 */
export async function* readConsents(
  source: TextSource,
  options: ReadConsentsOptions,
): AsyncGenerator<ConsentFileBatch> {
  const reader = new ConsentRowReader(options.format, options.defaults ?? {});
  const size = Math.max(1, options.batchSize ?? 1000);
  let batch: ConsentFileBatch = { rows: [], rejected: [] };
  for await (const { records, firstRow } of readRecords(readText(source, options), options.delimiter)) {
    for (const [index, cells] of records.entries()) {
      reader.read(cells, firstRow + index, batch);
      if (batch.rows.length + batch.rejected.length >= size) {
        yield batch;
        batch = { rows: [], rejected: [] };
      }
    }
  }
  if (batch.rows.length + batch.rejected.length > 0) yield batch;
}

class ConsentRowReader {
  readonly #format: ConsentFileFormat;
  readonly #defaults: ConsentDefaults;
  #columns: ConsentColumns | undefined;

  constructor(format: ConsentFileFormat, defaults: ConsentDefaults) {
    this.#format = format;
    this.#columns = format === 'csv' ? undefined : NETMERA_COLUMNS;
    this.#defaults =
      format === 'csv' ? defaults : { ...defaults, channel: format === 'netmera-email' ? 'EPOSTA' : 'MESAJ' };
  }

  /** Puts the row into the batch, as a record or with its faults. */
  read(cells: string[], row: number, batch: ConsentFileBatch): void {
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (this.#columns === undefined) {
      if (cells.some((cell) => cell.trim() !== '')) this.#columns = readHeader(cells, this.#defaults, row);
      return;
    }
    const faults: ConsentCellFault[] = [];
    const good = this.#readRow(this.#columns, cells, row, faults);
    if (good !== undefined) batch.rows.push(good);
    else if (cells.some((cell) => cell.trim() !== '')) batch.rejected.push({ row, faults, cells });
  }

  #readRow(
    { places, width }: ConsentColumns,
    cells: readonly string[],
    row: number,
    faults: ConsentCellFault[],
  ): ConsentFileRow | undefined {
    const cell = (field: ConsentField): string => {
      const text = (cells[places[field]] ?? '').trim();
      return text.charCodeAt(0) === 0x27 ? unguardCell(text) : text;
    };
    const fault = (
      field: ConsentField,
      code: ConsentCellFault['code'],
      reason?: ConsentCellFault['reason'],
    ): void => {
      const column = places[field] === -1 ? undefined : places[field] + 1;
      faults.push({ column, field, code, ...(reason !== undefined && { reason }) });
    };

    const recipientType = cell('recipientType') || this.#defaults.recipientType;
    const channel = cell('channel') || this.#defaults.channel;
    const status = cell('status');
    const source = cell('source') || this.#defaults.source;
    const dateText = cell('consentDate');
    const consentDate = parseMoment(dateText);
    const brandCode = cell('brandCode') || this.#defaults.brandCode;
    const recipient = readRecipient(cell('recipient'), channel, fault);

    if (!isRecipientType(recipientType))
      fault('recipientType', recipientType === undefined ? 'missing' : 'recipient-type');
    if (!isConsentChannel(channel)) fault('channel', channel === undefined ? 'missing' : 'channel');
    if (!isConsentStatus(status)) fault('status', status === '' ? 'missing' : 'status');
    if (!isConsentSource(source)) fault('source', source === undefined ? 'missing' : 'source');
    if (consentDate === undefined) fault('consentDate', dateText === '' ? 'missing' : 'date');
    if (brandCode !== undefined && !/^\d+$/.test(brandCode)) fault('brandCode', 'brand-code');
    if (cells.length > width && cells.slice(width).some((text) => text.trim() !== '')) {
      faults.push({ column: width + 1, field: undefined, code: 'extra' });
    }

    if (
      faults.length > 0 ||
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
      platform: cell('platform') || undefined,
      externalId: cell('externalId') || undefined,
    };
  }
}

function readRecipient(
  text: string,
  channel: string | undefined,
  fault: (field: ConsentField, code: ConsentCellFault['code'], reason?: ConsentCellFault['reason']) => void,
): string | undefined {
  if (text === '') {
    fault('recipient', 'missing');
    return undefined;
  }
  // Where the channel itself is wrong, it is the fault to mend first.
  if (!isConsentChannel(channel)) return undefined;
  const result = parseConsentRecipient(text, channel);
  if (result.ok) return result.value;
  fault('recipient', result.kind, result.reason);
  return undefined;
}

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** `dd.MM.yyyy HH:mm:ss`, `yyyy-MM-dd HH:mm:ss` or ISO 8601; without a zone it is Istanbul time. */
function parseMoment(text: string): Date | undefined {
  if (text.charCodeAt(2) === 0x2e) return parseFileDateTime(text);
  const local = parseDateTime(text);
  if (local !== undefined || !WITH_ZONE.test(text)) return local;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time);
}
