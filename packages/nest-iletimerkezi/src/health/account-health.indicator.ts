import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { IletimerkeziAccounts } from '../module/accounts.js';

/** When an account counts as healthy. */
export interface AccountHealthOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** Below this many credits the account is degraded. */
  lowSms?: number;
  /** Below this many lira the account is degraded. */
  lowAmount?: number;
  /** Longer than this the provider must not take, in milliseconds. Default 3,000. */
  timeoutMs?: number;
  /** How long an answer is kept, in milliseconds, so that probes do not call the provider each time. Default 30,000. */
  cacheMs?: number;
}

/** When an account's outbox counts as healthy. */
export interface OutboxHealthOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** An order that may go should not wait longer than this, in milliseconds. Default 60,000. */
  maxAgeMs?: number;
  /** Longer than this the database must not take, in milliseconds. Default 1,000. */
  timeoutMs?: number;
  /** How long an answer is kept, in milliseconds. Default 5,000. */
  cacheMs?: number;
}

/** When an account's registration of consents counts as healthy. */
export interface ConsentHealthOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** A record should be registered at least this long before its time limit, in milliseconds. Default one day. */
  minRemainingMs?: number;
  /** Longer than this the database must not take, in milliseconds. Default 1,000. */
  timeoutMs?: number;
  /** How long an answer is kept, in milliseconds. Default 5,000. */
  cacheMs?: number;
}

/**
 * Asks the provider for the balance: `up`, `degraded` when it is low, `down` when the provider cannot be asked. Use it for
 * readiness or for people, not for liveness: restarting this application does not fix the provider.
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
   * Asks the database what the outbox has not brought to its end: `up`, `degraded` when orders wait too long or are held
   * for a person, `down` when the database cannot be asked or the account has no storage. The provider is not asked.
   *
   * @example
   * health.check([() => sms.isOutboxHealthy('outbox', { maxAgeMs: 120_000 })])
   */
  async isOutboxHealthy<const Key extends string>(
    key: Key,
    { account, maxAgeMs = 60_000, timeoutMs = 1_000, cacheMs = 5_000 }: OutboxHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const session = this.health.check(key);
    const { outbox } = this.accounts.get(account);
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
      ...(Number(data['held']) > 0 ? ['held orders wait for a person'] : []),
    ];
    return errors.length > 0 ? session.degraded({ ...data, message: errors.join('; ') }) : result;
  }

  /**
   * Asks the database which consents wait for their registration: `up`, `degraded` when a time limit is near, `down` when
   * the database cannot be asked or the account has no storage. `expired` counts what came too late; that alone degrades
   * nothing, because no waiting fixes it.
   *
   * @example
   * health.check([() => sms.isConsentRegistrationHealthy('consents')])
   */
  async isConsentRegistrationHealthy<const Key extends string>(
    key: Key,
    { account, minRemainingMs = 86_400_000, timeoutMs = 1_000, cacheMs = 5_000 }: ConsentHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const session = this.health.check(key);
    const { consents } = this.accounts.get(account);
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
    return isNear ? session.degraded({ ...data, message: 'consents near their time limit wait' }) : result;
  }
}
