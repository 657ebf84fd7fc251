import { Inject, Injectable, Logger, type MessageEvent } from '@nestjs/common';
import { isIletimerkeziError } from 'iletimerkezi-core';
import {
  ConsentsService,
  nextRevision,
  VerificationError,
  withHeartbeat,
  type ConsentRegistry,
  type VerificationReport,
} from 'nest-iletimerkezi';
import { firstValueFrom, map, merge, share, Subject, type Observable } from 'rxjs';
import type { VerificationRun } from '../../../shared/api/consents.js';

const SHOWN = 20;

/** Starts and stops verification runs. Scheduled runs are started by the library. */
@Injectable()
export class Verifications {
  readonly #log = new Logger('Verifications');
  #stop: AbortController | undefined;

  /** The steps of runs, each with its revision. */
  readonly #steps$: Observable<VerificationRun>;

  /** Runs that ended with an error. The library emits steps only. */
  readonly #failures$ = new Subject<VerificationRun>();

  constructor(
    @Inject(ConsentsService)
    private readonly consents: {
      readonly registry: Pick<ConsentRegistry, 'progress$' | 'verify' | 'verifications'>;
    },
  ) {
    const { progress$ } = consents.registry;
    const steps = progress$.pipe(map((report) => runView(report, nextRevision())));
    progress$.subscribe({ complete: () => this.#failures$.complete() });
    this.#steps$ = merge(steps, this.#failures$).pipe(share());
  }

  async list(): Promise<VerificationRun[]> {
    const revision = nextRevision();
    return (await this.consents.registry.verifications(SHOWN)).map((report) => runView(report, revision));
  }

  /** @throws VerificationError if another run is in progress. */
  async start(): Promise<VerificationRun> {
    const stop = new AbortController();
    let last: VerificationRun | undefined;
    const steps = this.#steps$.subscribe((step) => {
      last = step;
    });
    const begun = firstValueFrom(this.#steps$);
    const ended = this.consents.registry
      .verify({ signal: stop.signal })
      .then((report) => runView(report, nextRevision()))
      .finally(() => {
        steps.unsubscribe();
        if (this.#stop === stop) this.#stop = undefined;
      });
    this.#stop ??= stop;
    ended.catch((error: unknown) => {
      if (error instanceof VerificationError) return;
      this.#log.error(error);
      if (last?.state === 'running') this.#failures$.next(failedRun(last, error));
    });
    // A run without records to check ends without a step.
    return Promise.race([begun, ended]);
  }

  stop(): void {
    this.#stop?.abort();
  }

  events(): Observable<MessageEvent> {
    return withHeartbeat(this.#steps$.pipe(map((run): MessageEvent => ({ type: 'run', data: run }))));
  }
}

/** A run that ended with an error. Another event follows if an instance resumes it. */
function failedRun(run: VerificationRun, error: unknown): VerificationRun {
  const reason = isIletimerkeziError(error) ? error.code : 'internal';
  return { ...run, revision: nextRevision(), state: 'stopped', reason, endedAt: new Date().toISOString() };
}

function runView(report: VerificationReport, revision: number): VerificationRun {
  const { id, state, requests, checked, confirmed, missing, repeated, changed, failed, left } = report;
  return {
    revision,
    id,
    state,
    reason: report.reason,
    startedAt: report.startedAt.toISOString(),
    endedAt: report.endedAt?.toISOString(),
    scheduled: report.fireAt !== undefined,
    requests,
    checked,
    confirmed,
    missing,
    repeated,
    changed,
    failed,
    left: left && left.registered + left.coming + left.others,
  };
}
