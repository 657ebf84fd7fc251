import { setTimeout as sleep } from 'node:timers/promises';
import { OutboxService } from 'nest-iletimerkezi';
import type { Statement, StatementFault } from './fault-proxy.ts';
import type { FleetMode, FleetRun } from './fleet-loop.ts';

const INSTANCES = 3;
const LEASE_MS = 10_000;
const BETWEEN_MS: readonly [number, number] = [800, 2_500];
/** How long to wait for a statement, in ms. */
const TIMEOUT_MS = 8_000;
/** An instance is killed after every n-th fault. */
const KILLED = 8;

interface AnswerFault {
  readonly name: string;
  readonly fault: StatementFault;
  readonly matches: (statement: Statement) => boolean;
  readonly minRows?: number;
  /** How many statements of different connections are harmed. Default 1. */
  readonly times?: number;
  /** Triggers the statement where the run alone does not. */
  readonly provoke?: (run: FleetRun) => void;
}

/** Whether an UPDATE of orders sets this state, in its text or by a parameter. */
const moves =
  (state: string) =>
  ({ sql, parameters }: Statement): boolean =>
    /\bupdate\s+\S*\borders\b/i.test(sql) &&
    (new RegExp(`\\bset\\b(?:(?!\\bwhere\\b).)*\\bstate = '${state}'`, 'is').test(sql) ||
      (/\bset\b(?:(?!\bwhere\b).)*\bstate = \$\d/is.test(sql) && parameters.includes(state)));

const isCommit = ({ sql }: Statement): boolean => /^\s*commit\b/i.test(sql);

/** The statement that makes such a statement final: its COMMIT, or itself where it stands alone. */
const finalOf =
  (matches: (statement: Statement) => boolean) =>
  (statement: Statement): boolean =>
    isCommit(statement)
      ? statement.transaction.some(matches)
      : statement.transaction.length === 0 && matches(statement);

const claims = moves('claimed');
const begins = moves('submitting');
const submits = finalOf(moves('submitted'));
const returns = finalOf(moves('pending'));
const enqueues = finalOf(({ sql }) => /\binsert\s+into\s+\S*\borders\b/i.test(sql));
const renews = ({ sql }: Statement): boolean => /\binsert\s+into\s+\S*\binstances\b/i.test(sql);
const updatesRateLimit = ({ sql }: Statement): boolean => /\bupdate\s+\S*\brate_limits\b/i.test(sql);

/** The lane that a refused key stopped continues after this time. */
const RESUMED_AFTER_MS = 700;
const RESUMES = 12;

/**
 * One order is refused and returns; the provider answers so slowly afterwards that its next attempt is in flight for a
 * while.
 */
function refuseOnce({ front, emulator, database }: FleetRun): void {
  emulator.addFault({ endpoint: 'send-sms', fault: 'slow', times: 150, delayMs: 1_800 });
  front.refuseNext();
  const outbox = database.app.get(OutboxService);
  // Several times: the machine may be slow to stop it.
  for (let times = 1; times <= RESUMES; times += 1)
    setTimeout(() => void outbox.resume().catch(() => undefined), times * RESUMED_AFTER_MS);
}

const FAULTS: readonly AnswerFault[] = [
  { name: 'claim answered late', fault: { kind: 'late', ms: 8_000 }, matches: claims, minRows: 1 },
  {
    name: 'every claim answered late',
    fault: { kind: 'late', ms: 8_000 },
    matches: claims,
    // Many at once, so that some of them still wait for their turn when they are claimed again.
    minRows: 3,
    times: INSTANCES,
  },
  { name: 'claim not answered', fault: { kind: 'lost', ms: 0 }, matches: claims, minRows: 1 },
  { name: 'claim cut', fault: { kind: 'cut' }, matches: claims, minRows: 1 },
  { name: 'submitting answered late', fault: { kind: 'late', ms: 3_000 }, matches: begins },
  { name: 'submitting answered after the lease', fault: { kind: 'late', ms: 11_000 }, matches: begins },
  { name: 'submitting not answered', fault: { kind: 'lost', ms: 0 }, matches: begins },
  { name: 'submitting refused', fault: { kind: 'refused' }, matches: begins },
  { name: 'submitted answered late', fault: { kind: 'late', ms: 11_000 }, matches: submits },
  { name: 'submitted not answered', fault: { kind: 'lost', ms: 0 }, matches: submits },
  { name: 'submitted refused', fault: { kind: 'refused' }, matches: submits },
  { name: 'submitted cut', fault: { kind: 'cut' }, matches: submits },
  {
    name: 'return not answered',
    fault: { kind: 'lost', ms: 2_500 },
    matches: returns,
    provoke: refuseOnce,
  },
  { name: 'return refused', fault: { kind: 'refused' }, matches: returns, provoke: refuseOnce },
  {
    name: 'enqueue not answered',
    fault: { kind: 'lost', ms: 0 },
    matches: enqueues,
    provoke: ({ fleet }) => fleet.enqueueBurst(),
  },
  {
    name: 'enqueue refused',
    fault: { kind: 'refused' },
    matches: enqueues,
    provoke: ({ fleet }) => fleet.enqueueBurst(),
  },
  { name: 'lease renewal answered late', fault: { kind: 'late', ms: 12_000 }, matches: renews },
  { name: 'rate limit answered late', fault: { kind: 'late', ms: 3_000 }, matches: updatesRateLimit },
  { name: 'rate limit not answered', fault: { kind: 'lost', ms: 0 }, matches: updatesRateLimit },
];

/** A database whose answers are late, cut or lost, before or after the statement is applied. */
export const answers: FleetMode = {
  instances: INSTANCES,
  leaseMs: LEASE_MS,
  async disturb(run) {
    const { kills, random, fleet, proxy } = run;
    const plan = shuffled(FAULTS, random);
    const struck = new Map<string, number>();
    for (let kill = 0; kill < kills; kill += 1) {
      const chosen = plan[kill % plan.length];
      if (chosen === undefined) break;
      const { name, provoke, times = 1, ...rule } = chosen;
      const rules = Array.from({ length: times }, () => ({ ...rule }));
      const strikes = Promise.all(rules.map((one) => proxy.inject(one)));
      provoke?.(run);
      await Promise.race([strikes, sleep(TIMEOUT_MS)]);
      const missed = rules.filter((one) => proxy.withdraw(one)).length;
      struck.set(name, (struck.get(name) ?? 0) + times - missed);
      if (kill % KILLED === KILLED - 1) await fleet.replace(kill % fleet.size);
      await sleep(BETWEEN_MS[0] + random() * (BETWEEN_MS[1] - BETWEEN_MS[0]));
      fleet.check();
    }
    const never = [...struck].filter(([, times]) => times === 0).map(([name]) => name);
    if (never.length > 0)
      throw new Error(`These faults met no statement, so nothing is proven: ${never.join(', ')}.`);
  },
};

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
