import type { ChosenColumns, FoundColumns } from './consent-columns.js';
import type { ConsentDefaults, ConsentFileBatch } from './consent-file.js';
import { ConsentRowReader } from './consent-row-reader.js';
import { readRecords } from './csv.js';
import type { Delimiter } from './delimiter.js';
import type { PlatformSources } from './platforms.js';
import { readText, type TextOptions, type TextSource } from './text-source.js';

interface CommonOptions extends TextOptions {
  /** Detected where it is not given; a `sep=` line in the file names it too. */
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
  | (CommonOptions & {
      format: 'csv';
      defaults?: ConsentDefaults;
      /** The columns of some fields, by name or place (from 0), for files whose names do not say it. */
      columns?: ChosenColumns;
      /** Called once, before the first batch, with the name of the column that each field is read from. */
      onColumns?: (columns: FoundColumns) => void;
    });

/**
 * Reads a consent file of any size: good rows apart from bad ones, batch by batch, in the order of the
 * file. Memory does not grow with the file: what is held is one batch and one piece of text. Blank rows
 * are skipped.
 *
 * Dates are Istanbul time. Whether a consent is too old is for `reviewConsent` to say.
 *
 * @throws {FileFormatError} while it is iterated, where the file as a whole cannot be read: `ambiguous-column` where two
 * filled columns may hold the same field
 * @throws {TypeError} while it is iterated, for `platforms` that name no registrable source
 */
export async function* readConsents(
  source: TextSource,
  options: ReadConsentsOptions,
): AsyncGenerator<ConsentFileBatch> {
  const reader = new ConsentRowReader(options);
  const size = Math.max(1, options.batchSize ?? 250);
  let batch: ConsentFileBatch = { rows: [], rejected: [] };
  const isFull = (): boolean => batch.rows.length + batch.rejected.length >= size;
  const next = (): ConsentFileBatch => {
    const full = batch;
    batch = { rows: [], rejected: [] };
    return full;
  };
  function* released(): Generator<ConsentFileBatch> {
    for (const { cells, row, mark, delimiter } of reader.release()) {
      reader.read(cells, row, mark, delimiter, batch);
      if (isFull()) yield next();
    }
  }
  for await (const { records, firstRow, delimiter, marks } of readRecords(
    readText(source, options),
    options.delimiter,
  )) {
    let row = firstRow;
    for (const [index, cells] of records.entries()) {
      const mark = marks.size === 0 ? undefined : marks.get(index);
      if (reader.isSettled) reader.read(cells, row, mark, delimiter, batch);
      else reader.hold({ cells, row, mark, delimiter });
      row += 1;
      if (reader.isSettled) yield* released();
      if (isFull()) yield next();
    }
  }
  reader.settle();
  yield* released();
  if (batch.rows.length + batch.rejected.length > 0) yield batch;
}
