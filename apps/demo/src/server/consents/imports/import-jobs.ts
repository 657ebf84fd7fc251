import { createHash } from 'node:crypto';
import { Injectable, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { FileFormatError, type ConsentFileFormat } from 'iletimerkezi-core/files';
import { describeError, type ConsentSource, type RecipientType } from 'iletimerkezi-core';
import { ConsentsService, nextRevision, type ImportReport, type ImportTotals } from 'nest-iletimerkezi';
import { BehaviorSubject, map, of, type Observable } from 'rxjs';
import type {
  ChosenField,
  ConsentImport,
  ConsentImportReport,
  ImportRowFault,
} from '../../../shared/api/consents.js';
import type { Problem } from '../../../shared/api/problem.js';
import { problem, ProblemException } from '../../http/problems.js';
import { keptText, rowFaults } from './row-faults.js';

/** The batch size: small enough for progress and cancellation, large enough for throughput. */
const BATCH = 500;

/** An uploaded file, and values for missing columns. */
export interface UploadedFile {
  name: string;
  content: Buffer;
  format: ConsentFileFormat;
  encoding: string;
  recipientType: RecipientType;
  /** The selected columns of a CSV file, by name or position. */
  columns: Partial<Record<ChosenField, string | number>>;
  /** The source for CSV files. Netmera files contain a platform in each row. */
  source: ConsentSource | undefined;
}

/** A running or finished import of this process. */
interface Job {
  readonly view$: BehaviorSubject<ConsentImport>;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

const NOTHING: ImportTotals = { read: 0, recorded: 0, unchanged: 0, refused: 0, queued: 0, kept: {} };

/**
 * Imports consent files into the ledger. The library commits each batch with its progress, so a cancelled or interrupted
 * import resumes when the same file is uploaded again.
 */
@Injectable()
export class ImportJobs implements BeforeApplicationShutdown {
  readonly #jobs = new Map<string, Job>();

  constructor(private readonly consents: ConsentsService) {}

  /** Starts an import, or returns the running import of the same file. */
  start(file: UploadedFile): ConsentImport {
    const id = createHash('sha256').update(file.content).digest('hex').slice(0, 16);
    const known = this.#jobs.get(id);
    if (known?.view$.value.state === 'running') return known.view$.value;
    const view$ = new BehaviorSubject<ConsentImport>({
      revision: nextRevision(),
      id,
      fileName: file.name,
      lines: linesOf(file.content),
      startedAt: new Date().toISOString(),
      state: 'running',
      ...countsOf(NOTHING),
    });
    const stop = new AbortController();
    this.#jobs.set(id, { view$, stop, done: this.#run(file, view$, stop.signal) });
    return view$.value;
  }

  /** Returns the imports of this server run, newest first. */
  list(): ConsentImport[] {
    return Array.from(this.#jobs.values(), ({ view$ }) => view$.value).toReversed();
  }

  /** Emits each step of an import, or a single event if it has ended. */
  async events(id: string): Promise<Observable<MessageEvent>> {
    const view$ = this.#jobs.get(id)?.view$ ?? of(await this.#past(id));
    return view$.pipe(map((data): MessageEvent => ({ type: 'import', data })));
  }

  /** Returns the import with all rows that were not imported. */
  async report(id: string): Promise<ConsentImportReport> {
    const view = this.#jobs.get(id)?.view$.value ?? (await this.#past(id));
    const faults: ImportRowFault[] = [];
    for await (const row of this.consents.import.refused(nameOf(id))) faults.push(...rowFaults(row));
    return { ...view, faults };
  }

  /** Cancels the import after the current batch. Imported records are kept. */
  async cancel(id: string): Promise<ConsentImport> {
    const job = this.#jobs.get(id);
    if (job === undefined) return this.#past(id);
    job.stop.abort();
    await job.done;
    return job.view$.value;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(
      Array.from(this.#jobs.values(), ({ stop, done }) => {
        stop.abort();
        return done;
      }),
    );
  }

  async #run(file: UploadedFile, view$: BehaviorSubject<ConsentImport>, signal: AbortSignal): Promise<void> {
    const { format, encoding, recipientType, source, columns, content } = file;
    const { id } = view$.value;
    const change = (part: Partial<ConsentImport>): void =>
      view$.next({ ...view$.value, ...part, revision: nextRevision() });
    try {
      const batches = this.consents.import.batches(
        nameOf(id),
        // A CSV file can contain a channel column. Without one, the channel is MESAJ.
        format === 'csv'
          ? {
              file: content,
              format,
              encoding,
              columns,
              onColumns: (found) => change({ columns: found }),
              defaults: { recipientType, source, channel: 'MESAJ' },
            }
          : { file: content, format, encoding, defaults: { recipientType } },
        { batchSize: BATCH, signal },
      );
      for await (const { totals } of batches) {
        change(countsOf(totals));
      }
      change(
        view$.value.read === 0 ? { state: 'failed', problem: problem('file-empty') } : { state: 'done' },
      );
    } catch (error) {
      if (signal.aborted) change({ state: 'cancelled' });
      else change({ state: 'failed', problem: problemOf(error) });
    } finally {
      view$.complete();
    }
  }

  /** Returns an import of an earlier server run. */
  async #past(id: string): Promise<ConsentImport> {
    const revision = nextRevision();
    const report = await this.consents.import.status(nameOf(id));
    if (report === undefined) throw new ProblemException(404, problem('import-not-found'));
    return { revision, ...pastImport(id, report) };
  }
}

const nameOf = (id: string) => `file ${id}`;

function pastImport(
  id: string,
  { startedAt, finishedAt, totals }: ImportReport,
): Omit<ConsentImport, 'revision'> {
  return {
    id,
    startedAt: startedAt.toISOString(),
    state: finishedAt === undefined ? 'interrupted' : 'done',
    ...countsOf(totals),
  };
}

function countsOf({ kept, ...counts }: ImportTotals) {
  return {
    ...counts,
    kept: Object.entries(kept).map(([code, count]) => ({ count, reason: keptText(code) })),
  };
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof FileFormatError)) return problem('internal');
  return problem('file-unreadable', {
    hint: { tr: describeError(error, 'tr'), en: describeError(error, 'en') },
  });
}

function linesOf(content: Buffer): number {
  let lines = 0;
  let end = -1;
  for (const [at, byte] of content.entries()) {
    if (byte !== 0x0a && byte !== 0x0d) continue;
    // CR LF is one line ending.
    if (byte === 0x0d || at === 0 || content[at - 1] !== 0x0d) lines += 1;
    end = at;
  }
  return end === content.length - 1 ? lines : lines + 1;
}
