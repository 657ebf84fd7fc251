import { Injectable, Logger, type MessageEvent } from '@nestjs/common';
import { VerificationError, VerificationService, type VerificationReport } from 'nest-iletimerkezi';
import {
  endWith,
  firstValueFrom,
  ignoreElements,
  interval,
  map,
  merge,
  share,
  takeUntil,
  type Observable,
} from 'rxjs';
import type { VerificationRun } from '../../../shared/api/consents.js';
import { problem, ProblemException } from '../../http/problems.js';
import { nextRevision } from '../../http/revision.js';
import { consentProblem } from '../consent-problem.js';

const HEARTBEAT_MS = 15_000;
const SHOWN = 20;

/** The library's verification, begun and stopped by hand; its schedule works by itself. */
@Injectable()
export class Verifications {
  readonly #log = new Logger('Verifications');
  #stop: AbortController | undefined;

  /** Each step of a run. Its revision is taken as it is made, the same for the answer and for the events. */
  readonly #steps$: Observable<VerificationRun>;

  constructor(private readonly verification: VerificationService) {
    this.#steps$ = verification.progress$.pipe(
      map((report) => runView(report, nextRevision())),
      share(),
    );
  }

  async list(): Promise<VerificationRun[]> {
    const revision = nextRevision();
    return (await this.verification.runs(SHOWN)).map((report) => runView(report, revision));
  }

  /** @throws ProblemException 409 while another run is under way. */
  async start(): Promise<VerificationRun> {
    const stop = new AbortController();
    const begun = firstValueFrom(this.#steps$);
    const ended = this.verification
      .run({ signal: stop.signal })
      .then((report) => runView(report, nextRevision()))
      .finally(() => {
        if (this.#stop === stop) this.#stop = undefined;
      });
    this.#stop ??= stop;
    ended.catch((error: unknown) => {
      if (!(error instanceof VerificationError)) this.#log.error(error);
    });
    try {
      // A run with nothing to check ends before it has said anything.
      return await Promise.race([begun, ended]);
    } catch (error) {
      throw error instanceof VerificationError
        ? new ProblemException(409, problem('verification-under-way'))
        : consentProblem(error);
    }
  }

  stop(): void {
    this.#stop?.abort();
  }

  events(): Observable<MessageEvent> {
    const closed = this.#steps$.pipe(ignoreElements(), endWith(null));
    const runs = this.#steps$.pipe(map((run): MessageEvent => ({ type: 'run', data: run })));
    const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
    return merge(runs, heartbeat).pipe(takeUntil(closed));
  }
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
