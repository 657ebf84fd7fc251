import type { VerificationFindingType } from '../../../storage/events/sms-event.js';
import type { Kysely } from 'kysely';
import type { ConsentChecker, ConsentCheckResult } from '../consent-checker.js';
import { keyText } from '../../../storage/ledger/consent-key.js';
import type { DueCheck, DueChecksRepository } from '../../../storage/ledger/due-checks.repository.js';
import type {
  HeldRun,
  Judged,
  VerificationCounts,
  VerificationsRepository,
} from '../../../storage/ledger/verifications.repository.js';
import type { Tables } from '../../../storage/schema.js';
import type { VerificationOptions } from '../../../options/verification.options.js';
import type { VerificationReport } from '../../../storage/ledger/verification-report.js';

/** Recipients between two commits of the progress: some seconds' worth. */
const PAGE = 100;

/** Positions in an event; the complete list is in the table. */
const POSITIONS_TOLD = 100;

/** Not retryable without operator action. Source: provider documentation, iys-check, 401 to 405. */
const STOPPERS: ReadonlySet<string> = new Set([
  'unauthorized',
  'credentials-unavailable',
  'insufficient-balance',
  'no-iys-subscription',
  'iys-quota-exceeded',
]);

/** Ends a run before everything is checked. */
class Ended extends Error {
  constructor(
    readonly state: 'done' | 'stopped',
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Another instance has the run, or will continue it. */
export class TakenOver extends Error {}

export interface RunContext {
  readonly db: Kysely<Tables>;
  readonly checker: ConsentChecker;
  readonly due: DueChecksRepository;
  readonly runs: VerificationsRepository;
  readonly settings: Required<VerificationOptions>;
  /** Fires when the caller ends the run. */
  readonly signal: AbortSignal | undefined;
  /** Fires when this instance leaves the run to another. */
  readonly giveUp: AbortSignal;
  readonly progress: (report: VerificationReport) => void;
}

/**
 * A step of the run: newly registered records are checked without stored answers, the others with answers of the last hour.
 */
interface Step {
  readonly maxAgeMs: number | undefined;
  page(after: DueCheck | undefined): Promise<DueCheck[]>;
}

/**
 * Checks everything due: newly registered records, recipients of coming commercial orders, then those checked longest ago.
 * Every page is committed, so another instance can continue at any point.
 * @throws TakenOver when another instance has the run. A caller's signal ends the run as stopped, without a throw.
 */
export async function verify(held: HeldRun, context: RunContext): Promise<VerificationReport> {
  const { due, runs, settings } = context;
  const run = new VerificationRun(held, context);
  let state: 'done' | 'stopped' = 'done';
  let reason: string | undefined;
  try {
    for (const step of stepsOf(held, due, settings)) await run.take(step);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    ({ state, reason } = error);
  }
  const left = await due.count(settings.registrationGracePeriodMs, held.startedAt);
  const report = await runs.end(held, state, reason, left);
  if (report === undefined) throw new TakenOver();
  return report;
}

function stepsOf(
  { startedAt }: HeldRun,
  due: DueChecksRepository,
  { registrationGracePeriodMs }: Required<VerificationOptions>,
): Step[] {
  return [
    { maxAgeMs: 0, page: (after) => due.registered(registrationGracePeriodMs, true, after, PAGE) },
    { maxAgeMs: 0, page: (after) => due.registered(registrationGracePeriodMs, false, after, PAGE) },
    { maxAgeMs: undefined, page: (after) => due.coming(after, PAGE) },
    { maxAgeMs: undefined, page: (after) => due.neverChecked(after, PAGE) },
    { maxAgeMs: undefined, page: (after) => due.oldestChecked(startedAt, after, PAGE) },
  ];
}

class VerificationRun {
  #left: number;

  constructor(
    private readonly held: HeldRun,
    private readonly context: RunContext,
  ) {
    this.#left = held.budget - held.requests;
  }

  async take(step: Step): Promise<void> {
    let page = await step.page(undefined);
    while (page.length > 0) {
      for (const brandCode of new Set(page.map((one) => one.brandCode))) {
        const group = page.filter((one) => one.brandCode === brandCode);
        await this.#check(brandCode, group, step.maxAgeMs);
      }
      page = await step.page(page.at(-1));
    }
  }

  async #check(brandCode: string, group: readonly DueCheck[], maxAgeMs: number | undefined): Promise<void> {
    const { checker, signal, giveUp } = this.context;
    const results = await checker.checkMany(group, {
      brandCode,
      budget: this.#left,
      maxAgeMs,
      signal: signal ? AbortSignal.any([signal, giveUp]) : giveUp,
    });
    const errors = new Set(
      results.flatMap((one) => (!one.ok && one.reason === 'provider' ? [one.error] : [])),
    );
    const answered = results.filter((one) => one.ok);
    const requests = answered.filter(({ cached }) => !cached).length + errors.size;
    this.#left -= requests;
    // Recipients after an error were not checked: they are left, not failed.
    const notCheckable = results.filter((one) => !one.ok && one.reason === 'not-checkable').length;
    const asked = results.filter((one) => !one.ok && one.reason === 'provider').length;
    const failed = notCheckable + Math.min(asked, errors.size);
    await this.#note(brandCode, group, answered, { requests, failed });

    const stopper = [...errors].find(({ code }) => STOPPERS.has(code));
    const last = asked > errors.size ? [...errors].at(-1) : undefined;
    const reason = stopper ?? last;
    if (reason) throw new Ended('stopped', reason.code);
    if (giveUp.aborted) throw new TakenOver();
    if (signal?.aborted) throw new Ended('stopped', 'aborted');
    if (results.some((one) => !one.ok && one.reason === 'budget')) throw new Ended('done', 'budget');
  }

  /** Commits the results of a page and the progress of the run in one transaction. */
  async #note(
    brandCode: string,
    group: readonly DueCheck[],
    answered: readonly Extract<ConsentCheckResult, { ok: true }>[],
    { requests, failed }: { requests: number; failed: number },
  ): Promise<void> {
    const { db, runs, settings, progress } = this.context;
    const report = await db.transaction().execute(async (tx) => {
      const keys = answered.map(({ key }) => key);
      const judged = keys.length > 0 ? await runs.judge(tx, brandCode, keys, settings) : [];
      const outcomes = new Map(answered.map((one) => [keyText(one.key), outcomeOf(one, judged)]));
      const count = (outcome: Outcome): number => [...outcomes.values()].filter((o) => o === outcome).length;
      const repeated = judged.filter(({ state }) => state === 'queued');
      await this.#append(tx, brandCode, 'registration-repeated', repeated);
      const missing = judged.filter(({ state }) => state === 'missing');
      await this.#append(tx, brandCode, 'registration-missing', missing);
      const notified = new Set(judged.map(keyText));
      await this.#append(
        tx,
        brandCode,
        'consent-missing',
        group.filter((one) => outcomes.get(keyText(one)) === 'missing' && !notified.has(keyText(one))),
      );
      const counts: VerificationCounts = {
        requests,
        failed,
        checked: outcomes.size,
        confirmed: count('confirmed'),
        missing: count('missing'),
        changed: count('changed'),
        repeated: repeated.length,
      };
      const noted = await runs.add(tx, this.held, counts);
      if (noted === undefined) throw new TakenOver();
      return noted;
    });
    progress(report);
  }

  async #append(
    tx: Parameters<VerificationsRepository['appendFinding']>[0],
    brandCode: string,
    type: VerificationFindingType,
    about: readonly { position: number | null }[],
  ): Promise<void> {
    const positions = about.flatMap(({ position }) => (position === null ? [] : [position]));
    if (positions.length === 0) return;
    const data = { brandCode, records: positions.length, positions: positions.slice(0, POSITIONS_TOLD) };
    await this.context.runs.appendFinding(tx, type, data);
  }
}

type Outcome = 'confirmed' | 'missing' | 'changed';

function outcomeOf(
  { key, changed, position }: Extract<ConsentCheckResult, { ok: true }>,
  judged: readonly Judged[],
): Outcome {
  if (changed) return 'changed';
  const text = keyText(key);
  const own = judged.filter((one) => keyText(one) === text);
  if (own.some(({ state }) => state !== 'confirmed')) return 'missing';
  return own.length > 0 || position !== null ? 'confirmed' : 'missing';
}
