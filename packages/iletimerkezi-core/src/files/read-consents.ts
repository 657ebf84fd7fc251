import type { ChosenColumns, FoundColumns } from './consent-columns.js';
import type { ConsentDefaults, ConsentFileBatch } from './consent-file.js';
import { ConsentRowReader } from './consent-row-reader.js';
import { readRecords } from './csv.js';
import type { Delimiter } from './delimiter.js';
import type { PlatformSources } from './platforms.js';
import { readText, type TextOptions, type TextSource } from './text-source.js';

interface CommonOptions extends TextOptions {
  /** Default: from a `sep=` line, or detected. */
  delimiter?: Delimiter;
  /** Rows of a batch, valid and invalid. Default 250; a request of the provider has at most 5,000. */
  batchSize?: number;
  /**
   * Platforms with the source to register, in addition to {@link NETMERA_PLATFORMS} or instead of its entries; `''` is an
   * empty cell.
   *
   * @example { kiosk: 'HS_FIZIKSEL_ORTAM', form: 'HS_ISLAK_IMZA' }
   */
  platforms?: PlatformSources;
  /** Accept landlines for the channel ARAMA. Default false: the provider documents mobile numbers only. */
  landlines?: boolean;
}

/** Netmera's files have no recipient type, so it is required. Their source comes from the platform column only. */
export type ReadConsentsOptions =
  | (CommonOptions & {
      format: 'netmera-email' | 'netmera-sms';
      defaults: Required<Pick<ConsentDefaults, 'recipientType'>> & Pick<ConsentDefaults, 'brandCode'>;
    })
  | (CommonOptions & {
      format: 'csv';
      defaults?: ConsentDefaults;
      /** The columns of some fields, by name or index (from 0), for files with other header names. */
      columns?: ChosenColumns;
      /** Called once, before the first batch, with the name of the column that each field is read from. */
      onColumns?: (columns: FoundColumns) => void;
    });

/**
 * Reads a consent file of any size in batches, valid and invalid rows separately, in the order of the file. Memory use does
 * not depend on the file size: one batch and one chunk of text. Skips blank rows.
 *
 * Dates are Istanbul time. `reviewConsent` checks whether a consent is too old.
 *
 * @throws {FileFormatError} while it is iterated, when the file cannot be read; `ambiguous-column` when two filled columns are
 * candidates for the same field
 * @throws {TypeError} while it is iterated, for `platforms` with a source that cannot be registered
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
