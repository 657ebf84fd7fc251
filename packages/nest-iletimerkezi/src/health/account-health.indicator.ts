import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { IletimerkeziAccounts } from '../module/accounts.js';
import type { IletimerkeziAccount } from '../module/account.js';
import type { PeriodSpend } from '../storage/spend/spend.repository.js';
import type { BackgroundStatus } from '../worker/worker-group.js';

/** Thresholds of an account's health check. */
export interface AccountHealthOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** Reports `degraded` below this many credits. */
  lowSms?: number;
  /** Reports `degraded` below this many lira. */
  lowAmount?: number;
  /** Timeout of the provider's response, in milliseconds. Default 3,000. */
  timeoutMs?: number;
  /** Cache time of a result in milliseconds, so that not every probe calls the provider. Default 30,000. */
  cacheMs?: number;
}

/** Thresholds of an outbox health check. */
export interface OutboxHealthOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** Reports `degraded` when a due order waits longer than this, in milliseconds. Default 60,000. */
  maxAgeMs?: number;
  /** Timeout of the database query, in milliseconds. Default 1,000. */
  timeoutMs?: number;
  /** Cache time of a result in milliseconds. Default 5,000. */
  cacheMs?: number;
}

/** Thresholds of a health check of the background work. */
export interface WorkersHealthOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** Reports `degraded` when a worker has failed for longer than this, in milliseconds. Default 60,000. */
  maxFailingMs?: number;
}

/** Thresholds of a health check of the spend limits. */
export interface SpendHealthOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** Reports `degraded` from this share of a cap, in percent. Default 80. */
  maxPercent?: number;
  /** Timeout of the database query, in milliseconds. Default 1,000. */
  timeoutMs?: number;
  /** Cache time of a result in milliseconds. Default 5,000. */
  cacheMs?: number;
}

/** Thresholds of a consent registration health check. */
export interface ConsentHealthOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** Reports `degraded` when a record is not registered this long before its time limit, in milliseconds. Default one day. */
  minRemainingMs?: number;
  /** Timeout of the database query, in milliseconds. Default 1,000. */
  timeoutMs?: number;
  /** Cache time of a result in milliseconds. Default 5,000. */
  cacheMs?: number;
}

/**
 * Health indicators for `@nestjs/terminus`. `isHealthy()` requests the balance from the provider: `up`, `degraded` when
 * it is low, `down` when the request fails. Use it for readiness or dashboards, not for liveness: a restart does not fix
 * a provider outage.
 *
 * @example
 * health.check([() => sms.isHealthy('sms', { lowSms: 1_000 })])
 */
@Injectable()
export class IletimerkeziHealthIndicator {
  constructor(
    private readonly health: HealthIndicatorService,
    private readonly accounts: IletimerkeziAccounts,
  ) {}

  async isHealthy<const Key extends string>(
    key: Key,
    { account, lowSms = 0, lowAmount = 0, timeoutMs = 3_000, cacheMs = 30_000 }: AccountHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const session = this.health.check(key);
    const { account: ofAccount } = this.accounts.get(account);
    const result = await session
      .attempt(async ({ signal }) => ({ ...(await ofAccount.balance({ signal })) }))
      .withTimeout(timeoutMs)
      .cacheFor(cacheMs);
    const { status, ...data } = result[key];
    if (status !== 'up') return result;
    const isLow = Number(data['sms']) < lowSms || Number(data['amount']) < lowAmount;
    return isLow ? session.degraded({ ...data, message: 'the balance is low' }) : result;
  }

  /**
   * Counts the unfinished orders of the outbox: `up`, `degraded` when orders wait too long or are held for manual
   * resolution, `down` when the database query fails or the account has no storage. Makes no query during an outage of the
   * database that the workers have detected. Does not call the provider.
   *
   * @example
   * health.check([() => sms.isOutboxHealthy('outbox', { maxAgeMs: 120_000 })])
   */
  async isOutboxHealthy<const Key extends string>(
    key: Key,
    { account, maxAgeMs = 60_000, timeoutMs = 1_000, cacheMs = 5_000 }: OutboxHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const session = this.health.check(key);
    const { outbox, background } = this.accounts.get(account);
    const outage = outageOf(background);
    if (outage !== undefined) return session.down(outage);
    const result = await session
      .attempt(async () => {
        const { waiting, unknown, held, oldest } = await outbox.backlog();
        const oldestAgeMs = oldest === null ? 0 : Math.max(0, Date.now() - oldest.getTime());
        return { waiting: Number(waiting), unknown: Number(unknown), held: Number(held), oldestAgeMs };
      })
      .withTimeout(timeoutMs)
      .cacheFor(cacheMs);
    const { status, ...data } = result[key];
    if (status !== 'up') return result;
    const errors = [
      ...(Number(data['oldestAgeMs']) > maxAgeMs ? ['orders wait too long'] : []),
      ...(Number(data['held']) > 0 ? ['held orders must be resolved'] : []),
    ];
    return errors.length > 0 ? session.degraded({ ...data, message: errors.join('; ') }) : result;
  }

  /**
   * Reports what the account has spent of its caps: `up`, `degraded` when a cap is nearly used up or orders wait because of
   * one, `down` when the database query fails or the account has no spend limits. Does not call the provider.
   *
   * @example
   * health.check([() => sms.isSpendHealthy('spend', { maxPercent: 90 })])
   */
  async isSpendHealthy<const Key extends string>(
    key: Key,
    { account, maxPercent = 80, timeoutMs = 1_000, cacheMs = 5_000 }: SpendHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const session = this.health.check(key);
    const { account: ofAccount, background } = this.accounts.get(account);
    const outage = outageOf(background);
    if (outage !== undefined) return session.down(outage);
    const result = await session
      .attempt(async () => {
        const spend = await ofAccount.spend();
        if (spend === undefined) throw new Error('the account has no spend limits');
        const { day, month, waiting } = spend;
        return { day: percentOf(day), month: percentOf(month), waiting };
      })
      .withTimeout(timeoutMs)
      .cacheFor(cacheMs);
    const { status, ...data } = result[key];
    if (status !== 'up') return result;
    const errors = [
      ...[data['day'], data['month']].flatMap((percent, index) =>
        typeof percent === 'number' && percent >= maxPercent
          ? [`the cap of the ${index === 0 ? 'day' : 'month'} is used up to ${percent} %`]
          : [],
      ),
      ...(Number(data['waiting']) > 0 ? ['orders wait because of a spend limit'] : []),
    ];
    return errors.length > 0 ? session.degraded({ ...data, message: errors.join('; ') }) : result;
  }

  /**
   * Counts the consents that wait for registration: `up`, `degraded` when a time limit is near, `down` when the database
   * query fails or the account has no storage. `expired` counts records whose time limit has passed. They do not degrade
   * the result, because waiting does not resolve them.
   *
   * @example
   * health.check([() => sms.isConsentRegistrationHealthy('consents')])
   */
  async isConsentRegistrationHealthy<const Key extends string>(
    key: Key,
    { account, minRemainingMs = 86_400_000, timeoutMs = 1_000, cacheMs = 5_000 }: ConsentHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const session = this.health.check(key);
    const { consents, background } = this.accounts.get(account);
    const outage = outageOf(background);
    if (outage !== undefined) return session.down(outage);
    const result = await session
      .attempt(async () => {
        const { waiting, expired, earliestDeadline } = await consents.registry.backlog();
        const remainingMs = earliestDeadline === null ? null : earliestDeadline.getTime() - Date.now();
        return { waiting, expired, remainingMs };
      })
      .withTimeout(timeoutMs)
      .cacheFor(cacheMs);
    const { status, ...data } = result[key];
    if (status !== 'up') return result;
    const remaining = data['remainingMs'];
    const isNear = typeof remaining === 'number' && remaining < minRemainingMs;
    return isNear ? session.degraded({ ...data, message: 'consents wait near their time limit' }) : result;
  }
  /**
   * Reports the background work of this process for the account: `up`, `degraded` when a worker has failed for too long,
   * `down` while the database is unavailable, when the workers have stopped, or when the account has no storage. Reads the
   * state of the workers and makes no query and no call.
   *
   * @example
   * health.check([() => sms.isWorkersHealthy('workers')])
   */
  isWorkersHealthy<const Key extends string>(
    key: Key,
    { account, maxFailingMs = 60_000 }: WorkersHealthOptions = {},
  ): HealthIndicatorResult<Key> {
    const session = this.health.check(key);
    const { background } = this.accounts.get(account);
    if (background === undefined) return session.down({ message: 'the account has no storage' });
    const outage = outageOf(background);
    const data = { ...outage, notifications: background.notifications, workers: workersOf(background) };
    if (outage !== undefined) return session.down(data);
    if (background.workers.every(({ state }) => state === 'stopped')) {
      return session.down({ ...data, message: 'the workers have stopped' });
    }
    const failing = background.workers.filter(
      ({ failingSince }) => failingSince !== undefined && Date.now() - failingSince.getTime() > maxFailingMs,
    );
    if (failing.length === 0) return session.up(data);
    const names = failing.map(({ name }) => name).join(', ');
    return session.degraded({ ...data, message: `workers fail: ${names}` });
  }
}

/** Returns the data of a check while the database is unavailable. */
function outageOf(background: IletimerkeziAccount['background']) {
  const since = background?.database.since;
  return since && { unavailableSince: since.toISOString(), message: 'the database is unavailable' };
}

/** Returns the status of each worker by name. */
function workersOf({ workers }: BackgroundStatus) {
  return Object.fromEntries(
    workers.map(({ name, state, inFlight, failures, lastError, failingSince }) => [
      name,
      {
        state,
        inFlight,
        failures,
        ...(lastError !== undefined && { lastError }),
        ...(failingSince && { failingSince: failingSince.toISOString() }),
      },
    ]),
  );
}

/** Returns the share of a cap that is used, in percent, rounded down; null without a cap. */
const percentOf = ({ reserved, settled, cap }: PeriodSpend): number | null =>
  cap === null ? null : Math.floor(((reserved + settled) * 100) / cap);
