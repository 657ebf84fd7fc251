import { Injectable, Logger, type MessageEvent } from '@nestjs/common';
import { VerificationError, VerificationService, type VerificationReport } from 'nest-iletimerkezi';
import {
  endWith,
  firstValueFrom,
  ignoreElements,
  interval,
  map,
  merge,
  takeUntil,
  type Observable,
} from 'rxjs';
import type { VerificationRun } from '../../../shared/api/consents.js';
import { problem, ProblemException } from '../../http/problems.js';
import { consentProblem } from '../consent-problem.js';

const HEARTBEAT_MS = 15_000;
const SHOWN = 20;

/** The library's verification, begun and stopped by hand; its schedule works by itself. */
@Injectable()
export class Verifications {
  readonly #log = new Logger('Verifications');
  #stop: AbortController | undefined;

  constructor(private readonly verification: VerificationService) {}

  async list(): Promise<VerificationRun[]> {
    return (await this.verification.runs(SHOWN)).map(runView);
  }

  /** @throws ProblemException 409 while another run is under way. */
  async start(): Promise<VerificationRun> {
    const stop = new AbortController();
    const begun = firstValueFrom(this.verification.progress$);
    const ended = this.verification.run({ signal: stop.signal }).finally(() => {
      if (this.#stop === stop) this.#stop = undefined;
    });
    this.#stop ??= stop;
    ended.catch((error: unknown) => {
      if (!(error instanceof VerificationError)) this.#log.error(error);
    });
    try {
      // A run with nothing to check ends before it has said anything.
      return runView(await Promise.race([begun, ended]));
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
    const closed = this.verification.progress$.pipe(ignoreElements(), endWith(null));
    const runs = this.verification.progress$.pipe(
      map((report): MessageEvent => ({ type: 'run', data: runView(report) })),
    );
    const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
    return merge(runs, heartbeat).pipe(takeUntil(closed));
  }
}

function runView(report: VerificationReport): VerificationRun {
  const { id, state, requests, checked, confirmed, missing, repeated, changed, failed, left } = report;
  return {
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
