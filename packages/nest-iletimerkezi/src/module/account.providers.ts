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
import { EventStreams } from '../outbox/event-streams.js';
import { addOutboxWorkers } from '../outbox/outbox-workers.js';
import { PaceLine } from '../rate-limit/pace-line.js';
import { PaceRepository } from '../storage/outbox/pace.repository.js';
import { WorkerGroups } from '../worker/worker-groups.js';
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
    { provide: PaceLine, inject: [AccountContext, AccountStorage], useFactory: createPaceLine },
    {
      provide: own(OutboxService),
      inject: [AccountContext, AccountStorage, PaceLine, WorkerGroups, EventStreams, CallObservers],
      useFactory: (
        context: AccountContext,
        storage: AccountStorage | undefined,
        line: PaceLine | undefined,
        groups: WorkerGroups,
        streams: EventStreams,
        observers: CallObservers,
      ) => createOutbox(context, { storage, line, groups, streams, observers }),
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

/** Queues the account's sends for its rate limit, in the database that all instances share. */
function createPaceLine(
  { name, pace }: AccountContext,
  storage: AccountStorage | undefined,
): PaceLine | undefined {
  if (storage === undefined) return undefined;
  const line = new PaceLine(name, new PaceRepository(storage.kysely));
  pace.share(new SharedLimit(line));
  return line;
}

interface OutboxDependencies {
  readonly storage: AccountStorage | undefined;
  readonly line: PaceLine | undefined;
  readonly groups: WorkerGroups;
  readonly streams: EventStreams;
  readonly observers: CallObservers;
}

/** The outbox has a client of its own that makes one attempt per call: the outbox decides about retries. */
function createOutbox(
  { name, options }: AccountContext,
  { storage, line, groups, streams, observers }: OutboxDependencies,
): OutboxService {
  const { defaultSender, characterMode, abroad, outbox, consents } = options;
  const guard = guardRules(options);
  if (storage && line) {
    const client = createClient(name, { ...options, retry: false }, observers);
    const { checksPerSecond } = consents ?? {};
    addOutboxWorkers(groups.of(storage), storage, {
      name,
      client,
      options: outbox,
      guard,
      checksPerSecond,
      line,
    });
    if (guard === undefined) new Logger('IletimerkeziConsents').log(unguarded(name));
  }
  const hashKey = outbox?.retention ? outbox.retention.hashKey : undefined;
  return new OutboxService({
    account: { name, defaultSender, characterMode, abroad, guard },
    storage: storage && {
      kysely: storage.kysely,
      instance: groups.of(storage).instance,
      events$: streams.of(storage).events.events$,
    },
    pseudonyms: hashKey === undefined ? undefined : new Pseudonyms(hashKey),
  });
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
