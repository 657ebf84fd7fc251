import { Logger, type InjectionToken, type Provider, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { filter } from 'rxjs';
import { AccountService } from '../client/account.service.js';
import { BlacklistService } from '../client/blacklist.service.js';
import { ConsentChecker } from '../consents/registry/consent-checker.js';
import { ConsentGuard } from '../consents/guard/consent-guard.js';
import { guardRules } from '../options/consents.options.js';
import { ConsentsService } from '../consents/consents.service.js';
import { IletimerkeziEvents } from '../events/events.js';
import { unguarded } from '../common/messages.js';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import { CampaignReports } from '../http/reports/campaign-reports.js';
import { OPTIONS } from '../options/tokens.js';
import { ConsentRegistrar } from '../consents/registry/consent-registrar.js';
import { ConsentLedger } from '../consents/ledger/consent-ledger.js';
import { validateOptions } from '../options/validate-options.js';
import { OutboxRunners } from '../outbox/outbox-runners.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { Pseudonyms } from '../outbox/pseudonyms.js';
import { Pace } from '../rate-limit/pace.js';
import { SharedLimit } from '../rate-limit/shared-limit.js';
import { ReportsService } from '../client/reports.service.js';
import { AccountStorage } from '../storage/account-storage.js';
import { Storages } from '../storage/storages.js';
import { LoopErrors } from '../storage/loop-errors.js';
import { RegistrationsRepository } from '../storage/ledger/registrations.repository.js';
import { SmsService } from '../sending/sms.service.js';
import { ConsentSync } from '../consents/import/consent-import.js';
import { VerificationSchedule } from '../consents/registry/verification/verification-schedule.js';
import { VerificationService } from '../consents/registry/verification/verification.service.js';
import { CallObservers } from '../telemetry/call-observer.js';
import { AccountContext } from '../client/account.context.js';
import { IletimerkeziAccount } from './account.js';
import { IletimerkeziAccounts } from '../client/accounts.registry.js';
import { getIletimerkeziToken, type AccountProvider } from '../client/account.tokens.js';

/** Each provider of an account with what its constructor takes; a name stands for the account's own one. */
const RECIPES: readonly [Type<AccountProvider>, ...InjectionToken[]][] = [
  [ReportsService, AccountContext],
  [AccountService, AccountContext],
  [BlacklistService, AccountContext],
];

/**
 * The providers of one account's module. Those of a named account are not provided by their classes, so that a class
 * always means the default account, in `app.get()` as well.
 */
export function accountProviders(name: string): Provider[] {
  const own = <Own extends AccountProvider>(provider: Type<Own>) => getIletimerkeziToken(name, provider);
  return [
    {
      provide: AccountContext,
      inject: [OPTIONS, CallObservers],
      useFactory: (options: IletimerkeziOptions, observers: CallObservers) =>
        createContext(name, options, observers),
    },
    {
      provide: own(IletimerkeziClient),
      inject: [AccountContext],
      useFactory: ({ client }: AccountContext) => client,
    },
    ...RECIPES.map(([provider, ...inject]) => construct(own(provider), provider, inject)),
    {
      provide: AccountStorage,
      inject: [AccountContext, Storages],
      useFactory: ({ options }: AccountContext, storages: Storages) => storages.open(name, options.storage),
    },
    {
      provide: own(OutboxService),
      inject: [AccountContext, AccountStorage, OutboxRunners, CallObservers],
      useFactory: createOutbox,
    },
    {
      provide: own(CampaignReports),
      inject: [AccountContext, own(OutboxService), IletimerkeziEvents],
      useFactory: createReports,
    },
    {
      provide: own(ConsentLedger),
      inject: [AccountContext, AccountStorage],
      useFactory: (
        { name, options: { brandCode, consents } }: AccountContext,
        storage: AccountStorage | undefined,
      ) => new ConsentLedger({ name, brandCode, landlines: consents?.landlines }, storage?.kysely),
    },
    {
      provide: own(ConsentSync),
      inject: [AccountContext, AccountStorage],
      useFactory: (
        { name, options: { brandCode, consents } }: AccountContext,
        storage: AccountStorage | undefined,
      ) => new ConsentSync({ name, brandCode, landlines: consents?.landlines }, storage?.kysely),
    },
    {
      provide: own(ConsentChecker),
      inject: [AccountContext, AccountStorage, CallObservers],
      useFactory: createChecker,
    },
    {
      provide: own(ConsentGuard),
      inject: [AccountContext, AccountStorage, own(ConsentChecker)],
      useFactory: (
        { name, options }: AccountContext,
        storage: AccountStorage | undefined,
        checker: ConsentChecker,
      ) => new ConsentGuard(name, storage?.kysely, guardRules(options), checker),
    },
    construct(own(ConsentsService), ConsentsService, [AccountContext, own(ConsentLedger)]),
    construct(own(SmsService), SmsService, [AccountContext, IletimerkeziEvents, own(ConsentGuard)]),
    {
      provide: own(ConsentRegistrar),
      inject: [AccountContext, AccountStorage, CallObservers],
      useFactory: createRegistrar,
    },
    {
      provide: own(VerificationService),
      inject: [AccountContext, AccountStorage, own(ConsentChecker)],
      useFactory: createVerification,
    },
    {
      provide: VerificationSchedule,
      inject: [AccountContext, own(VerificationService), ModuleRef],
      useFactory: ({ options }: AccountContext, verification: VerificationService, moduleRef: ModuleRef) =>
        new VerificationSchedule(
          name,
          isWorking(options) ? options.verification : undefined,
          verification,
          moduleRef,
        ),
    },
    construct(own(IletimerkeziAccount), IletimerkeziAccount, [
      AccountContext,
      IletimerkeziAccounts,
      own(SmsService),
      own(ReportsService),
      own(AccountService),
      own(BlacklistService),
      own(ConsentsService),
      own(OutboxService),
      own(ConsentLedger),
      own(IletimerkeziClient),
    ]),
  ];
}

/** What other modules may inject. */
export function accountExports(name: string): InjectionToken[] {
  const provided = [
    ...RECIPES.map(([provider]) => provider),
    OutboxService,
    CampaignReports,
    ConsentLedger,
    SmsService,
    ConsentsService,
    ConsentChecker,
    ConsentGuard,
    ConsentRegistrar,
    ConsentSync,
    VerificationService,
    IletimerkeziAccount,
    IletimerkeziClient,
  ];
  return provided.map((provider) => getIletimerkeziToken(name, provider));
}

function construct(
  token: InjectionToken,
  provider: Type<AccountProvider>,
  inject: InjectionToken[],
): Provider {
  return { provide: token, inject, useFactory: (...args: unknown[]) => new provider(...args) };
}

function createContext(name: string, given: IletimerkeziOptions, observers: CallObservers): AccountContext {
  const valid = validateOptions(name, given);
  // The provider's default; its panel changes it. Source: provider documentation, overview, "The default mode is English".
  const options = { ...valid, characterMode: valid.characterMode ?? 'english' };
  return new AccountContext(name, createClient(name, options, observers), new Pace(), options);
}

function createClient(
  name: string,
  options: IletimerkeziOptions,
  observers: CallObservers,
): IletimerkeziClient {
  const { credentials, baseUrl, timeouts, retry, characterMode, abroad, consents, fetch, debug } = options;
  return new IletimerkeziClient({
    credentials,
    baseUrl,
    timeouts,
    retry,
    characterMode,
    abroad,
    landlines: consents?.landlines,
    fetch,
    observe: observers.of(name),
    debug,
  });
}

/** Its own client makes one attempt a call: whether and when an order goes again, the outbox decides. */
function createOutbox(
  { name, options, pace }: AccountContext,
  handle: AccountStorage | undefined,
  runners: OutboxRunners,
  observers: CallObservers,
): OutboxService {
  const client = createClient(name, { ...options, retry: false }, observers);
  const guard = guardRules(options);
  const backing = handle && { storage: handle.storage, runner: runners.of(handle) };
  backing?.runner.add({
    name,
    client,
    options: options.outbox,
    guard,
    checksPerSecond: options.consents?.checksPerSecond,
  });
  if (backing) pace.share(new SharedLimit(backing.runner.lineOf(name)));
  if (backing && guard === undefined) new Logger('IletimerkeziConsents').log(unguarded(name));
  const { defaultSender, characterMode, abroad, outbox } = options;
  const hashKey = outbox?.retention ? outbox.retention.hashKey : undefined;
  return new OutboxService(
    { name, defaultSender, characterMode, abroad, guard },
    backing,
    hashKey === undefined ? undefined : new Pseudonyms(hashKey),
  );
}

function createReports(
  { name, options: { characterMode, turkishLetterCost } }: AccountContext,
  outbox: OutboxService,
  { deliveries$ }: IletimerkeziEvents,
): CampaignReports {
  return new CampaignReports({
    outbox,
    deliveries$: deliveries$.pipe(filter(({ account }) => account === name)),
    counting: { characterMode, turkishLetterCost },
  });
}

/** One attempt a call: each repetition would be a question beyond the pace. */
function createChecker(
  { name, options }: AccountContext,
  storage: AccountStorage | undefined,
  observers: CallObservers,
): ConsentChecker {
  const client = createClient(name, { ...options, retry: false }, observers);
  const { brandCode, consents } = options;
  return new ConsentChecker({ name, brandCode }, client, storage?.kysely, consents?.checksPerSecond);
}

/** Whether this process does what is due, or leaves it to others on the same database. */
const isWorking = ({ outbox }: IletimerkeziOptions): boolean => outbox?.run ?? true;

function consentErrors(): LoopErrors {
  const logger = new Logger('IletimerkeziConsents');
  return new LoopErrors((line) => logger.warn(line));
}

function createVerification(
  { name, options }: AccountContext,
  storage: AccountStorage | undefined,
  checker: ConsentChecker,
): VerificationService {
  const { brandCode, verification } = options;
  const errors = consentErrors();
  return new VerificationService({ name, brandCode }, checker, storage?.kysely, {
    options: verification,
    enabled: verification !== undefined && isWorking(options),
    onError: (message, error) => errors.report(message, error),
  });
}

/** One attempt a call here as well: a batch that may have been taken is marked, never sent again unasked. */
function createRegistrar(
  { name, options }: AccountContext,
  storage: AccountStorage | undefined,
  observers: CallObservers,
): ConsentRegistrar {
  const errors = consentErrors();
  return new ConsentRegistrar(
    createClient(name, { ...options, retry: false }, observers),
    storage && new RegistrationsRepository(storage.kysely, name),
    isWorking(options),
    (message, error) => errors.report(message, error),
    options.outbox?.leaseMs,
  );
}
