import { randomUUID } from 'node:crypto';
import type { ConsentChecker } from '../consents/registry/consent-checker.js';
import type { GuardRules } from '../options/guard-rules.js';
import { type CheckedOrder, dueChecks, type GuardRepository } from '../storage/outbox/guard.repository.js';
import type { Lane } from '../storage/schema.js';
import { CHECKS_CHANNEL } from '../storage/outbox/wake.js';
import { createPeriodicWorker } from '../worker/periodic-worker.js';
import { Worker } from '../worker/worker.js';

/** Recipients checked in one batch. A batch takes some seconds; then the next order is claimed. */
const BATCH = 100;

const PURGE_EVERY_MS = 3_600_000;

interface ConsentGateSettings {
  readonly account: string;
  readonly guard: GuardRepository;
  readonly checker: Pick<ConsentChecker, 'checkMany'>;
  readonly rules: GuardRules;
  readonly onError: (error: unknown, worker: string) => void;
}

/**
 * Creates the worker that checks the recipients of a lane's commercial orders at the registry before they are sent. It
 * alternates between orders after each batch, so a small order does not wait for the end of a large one.
 */
export function createConsentGate(lane: Lane, settings: ConsentGateSettings): Worker<CheckedOrder> {
  const { account, guard, onError } = settings;
  const name = `consent-checks-${lane}`;
  return new Worker<CheckedOrder>({
    name,
    account,
    onError,
    channel: CHECKS_CHANNEL,
    due: {
      kind: name,
      accounts: () => [account],
      find: (accounts) => dueChecks(lane, guard.instance, accounts),
    },
    claim: async () => {
      const order = await guard.take(account, lane, randomUUID());
      return order === undefined ? [] : [order];
    },
    run: async (order, signal) =>
      (await checkBatch(order, settings, signal)) === undefined ? undefined : 'retry',
  });
}

/** Creates the worker that deletes registry responses about recipients who are not in the ledger. */
export const createCheckPurge = ({ account, guard, onError }: ConsentGateSettings): Worker<true> =>
  createPeriodicWorker({
    name: 'consent-checks-purge',
    account,
    onError,
    everyMs: PURGE_EVERY_MS,
    run: async (signal) => {
      while (!signal.aborted && (await guard.purgeUnknownRecipients()));
    },
  });

/** @returns the reason why not all recipients of the batch were checked; undefined when they were. */
async function checkBatch(
  order: CheckedOrder,
  { guard, checker, rules }: ConsentGateSettings,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { id, brandCode, audience, unchecked, questions } = order;
  const left = rules.checksPerOrder - questions;
  if (left <= 0) {
    await guard.withholdUnchecked(order);
    return undefined;
  }
  const numbers = await guard.openOf(id, BATCH);
  try {
    const results = await checker.checkMany(
      numbers.map((recipient) => ({ recipient, recipientType: audience, channel: 'MESAJ' })),
      { brandCode, maxAgeMs: rules.staleAfterMs, budget: left, signal },
    );
    const notCheckable: string[] = [];
    let answered = 0;
    let trouble: string | undefined;
    for (const result of results) {
      if (result.ok && !result.cached) answered += 1;
      if (result.ok) continue;
      if (result.reason === 'not-checkable') notCheckable.push(result.key.recipient);
      else if (result.reason === 'provider') trouble = result.error?.code;
    }
    const open = await guard.afterChecking(order, numbers, notCheckable, answered, trouble);
    // Without a retry pause, responses that decide no recipient would be requested again in an endless loop.
    return trouble ?? (open > 0 && open >= unchecked && !signal.aborted ? 'unsettled' : undefined);
  } catch (error) {
    await guard.release(order);
    throw error;
  }
}
