import { readConsents } from 'iletimerkezi-core/files';
import { type LedgerEntry, parseEntry, type ReviewRules } from '../ledger/review-entry.js';
import type { ImportRecord, ImportSource } from './import.types.js';
import type { RefusedRow, ImportPoint } from '../../storage/ledger/import-rows.js';

/** A row of the source: a record whose recipient has been parsed, or its faults. */
export type ImportRow = ({ readonly row: number; readonly record: ParsedImportRecord } | RefusedRow) & {
  readonly cursor?: string | undefined;
};

type ParsedImportRecord = LedgerEntry & Pick<ImportRecord, 'brandCode'>;

/** Yields the rows after a point. */
export async function* rowsOf(
  source: ImportSource,
  point: ImportPoint,
  rules: ReviewRules,
): AsyncGenerator<ImportRow> {
  if (typeof source === 'function') {
    yield* recordRows(await source(point), point.rows, rules);
  } else if ('file' in source) {
    yield* after(point.rows, fileRows(source));
  } else {
    yield* recordRows(after(point.rows, source), point.rows, rules);
  }
}

async function* after<Row>(rows: number, all: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Row> {
  let passed = 0;
  for await (const one of all) {
    if (passed >= rows) yield one;
    else passed += 1;
  }
}

async function* recordRows(
  records: AsyncIterable<unknown> | Iterable<unknown>,
  done: number,
  rules: ReviewRules,
): AsyncGenerator<ImportRow> {
  let row = done;
  for await (const given of records) {
    row += 1;
    if (!isRecord(given)) {
      yield { row, faults: [{ field: undefined, code: 'not-a-record' }] };
      continue;
    }
    const { cursor } = given;
    const parsed = parseEntry(given, rules);
    yield parsed.ok ? { row, record: parsed.value, cursor } : { row, faults: parsed.faults, cursor };
  }
}

const isRecord = (value: unknown): value is ImportRecord => typeof value === 'object' && value !== null;

async function* fileRows(source: Extract<ImportSource, { file: unknown }>): AsyncGenerator<ImportRow> {
  for await (const { rows, rejected } of readConsents(source.file, source)) {
    const batch: ImportRow[] = rows.map(({ row, record, brandCode }) => ({
      row,
      record: brandCode === undefined ? record : { ...record, brandCode },
    }));
    for (const { row, faults } of rejected) {
      batch.push({ row, faults });
    }
    yield* batch.toSorted((a, b) => a.row - b.row);
  }
}

/**
 * Yields batches of up to `size` rows, the last of them marked. A signal ends it between two rows, also while the source
 * does not respond.
 * @throws the reason of the signal.
 */
export async function* inBatches(
  rows: AsyncGenerator<ImportRow>,
  size: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ rows: ImportRow[]; last: boolean }> {
  const aborted = abortOf(signal);
  try {
    for (;;) {
      const batch: ImportRow[] = [];
      let last = false;
      while (batch.length < size && !last) {
        const next = rows.next();
        const result = await (aborted ? Promise.race([next, aborted.promise]) : next);
        if (result.done) last = true;
        else batch.push(result.value);
      }
      yield { rows: batch, last };
      if (last) return;
    }
  } finally {
    aborted?.forget();
    // A source that does not respond would not settle this either.
    void rows.return(undefined).catch(() => undefined);
  }
}

function abortOf(signal: AbortSignal | undefined): { promise: Promise<never>; forget(): void } | undefined {
  if (signal === undefined) return undefined;
  let abort = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
  });
  // The signal may fire while no row is awaited.
  promise.catch(() => undefined);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return { promise, forget: () => signal.removeEventListener('abort', abort) };
}
