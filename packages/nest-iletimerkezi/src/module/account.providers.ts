import { Logger, type InjectionToken, type Provider, type Type } from '@nestjs/common';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { filter } from 'rxjs';
import { AccountService } from '../client/account.service.js';
import { BlacklistService } from '../client/blacklist.service.js';
import { ConsentGuard } from '../consents/guard/consent-guard.js';
import { OptOutService } from '../opt-out/opt-out.service.js';
import { ConsentsService } from '../consents/consents.service.js';
import { IletimerkeziEvents } from '../events/events.js';
import { unguarded, withoutBrand } from '../common/messages.js';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import { CampaignReports } from '../http/reports/campaign-reports.js';
import { commercialRules } from '../options/commercial.options.js';
import { spendRules } from '../options/spend.options.js';
import { OPTIONS } from '../options/tokens.js';
import { validateOptions } from '../options/validate-options.js';
import { EventStreams } from '../outbox/event-streams.js';
import { addOutboxWorkers } from '../outbox/outbox-workers.js';
import { RateLimitQueue } from '../rate-limit/rate-limit-queue.js';
import { RateLimitRepository } from '../storage/outbox/rate-limit.repository.js';
import { WorkerGroups } from '../worker/worker-groups.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { Pseudonyms } from '../outbox/pseudonyms.js';
import { RateLimiter } from '../rate-limit/rate-limiter.js';
import { SharedRateLimit } from '../rate-limit/shared-rate-limit.js';
import { ReportsService } from '../client/reports.service.js';
import { AccountStorage } from '../storage/account-storage.js';
import { ContactsRepository } from '../storage/frequency/contacts.repository.js';
import { SpendRepository } from '../storage/spend/spend.repository.js';
import { Storages } from '../storage/storages.js';
import { DirectCommercial } from '../sending/direct-commercial.js';
import { DirectSpend } from '../sending/direct-spend.js';
import { SendChecks } from '../sending/send-checks.js';
import { SmsService } from '../sending/sms.service.js';
import { TemplatesRepository } from '../storage/templates/templates.repository.js';
import { TemplatesService } from '../templates/templates.service.js';
import { CallObservers } from '../telemetry/call-observer.js';
import { AccountContext } from '../client/account.context.js';
import { IletimerkeziAccount } from './account.js';
import { createClient } from './account-client.js';
import { enqueueAccountOf } from './enqueue-account.js';
import { contentOf, optOutProviders } from './opt-out.providers.js';
import { provideNamed } from './provide-named.js';
import { consentProviders } from './consent.providers.js';
import { PhoneVerificationService } from '../phone-verification/phone-verification.service.js';
import { phoneVerificationProviders } from './phone-verification.providers.js';
import { IletimerkeziAccounts } from './accounts.js';
import { getIletimerkeziToken } from '../client/account.tokens.js';

/** Services of an account with the tokens of their constructor parameters. */
const ACCOUNT_SERVICES: readonly [Type<object>, ...InjectionToken[]][] = [
  [ReportsService, AccountContext],
  [AccountService, AccountContext, SpendRepository],
  [BlacklistService, AccountContext],
];

/**
 * Returns the providers of one account's module. Services of a named account have their own tokens, so that a class
 * always resolves to the default account, including in `app.get()`.
 */
export function accountProviders(name: string): Provider[] {
  const own = <Own extends object>(provider: Type<Own>) => getIletimerkeziToken(name, provider);
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
    ...ACCOUNT_SERVICES.map(([provider, ...inject]) => construct(own(provider), provider, inject)),
    {
      provide: AccountStorage,
      inject: [AccountContext, Storages],
      useFactory: ({ options }: AccountContext, storages: Storages) => storages.open(name, options.storage),
    },
    { provide: SpendRepository, inject: [AccountContext, AccountStorage], useFactory: createSpend },
    {
      provide: SendChecks,
      inject: [AccountContext, ConsentGuard, SpendRepository, AccountStorage],
      useFactory: createChecks,
    },
    { provide: RateLimitQueue, inject: [AccountContext, AccountStorage], useFactory: createRateLimitQueue },
    provideNamed({
      provide: own(OutboxService),
      inject: {
        context: AccountContext,
        storage: AccountStorage,
        rateLimitQueue: RateLimitQueue,
        groups: WorkerGroups,
        streams: EventStreams,
        observers: CallObservers,
      },
      useFactory: createOutbox,
    }),
    {
      provide: own(TemplatesService),
      inject: [AccountStorage],
      useFactory: (storage: AccountStorage | undefined) =>
        new TemplatesService(storage && new TemplatesRepository(storage.kysely, name)),
    },
    {
      provide: own(CampaignReports),
      inject: [AccountContext, own(OutboxService), IletimerkeziEvents],
      useFactory: createReports,
    },
    ...consentProviders(name),
    construct(own(SmsService), SmsService, [AccountContext, IletimerkeziEvents, SendChecks]),
    ...phoneVerificationProviders(name),
    ...optOutProviders(name),
    provideNamed({
      provide: own(IletimerkeziAccount),
      inject: {
        context: AccountContext,
        accounts: IletimerkeziAccounts,
        storage: AccountStorage,
        groups: WorkerGroups,
        sms: own(SmsService),
        reports: own(ReportsService),
        account: own(AccountService),
        blacklist: own(BlacklistService),
        consents: own(ConsentsService),
        outbox: own(OutboxService),
        templates: own(TemplatesService),
        phoneVerification: own(PhoneVerificationService),
        client: own(IletimerkeziClient),
      },
      useFactory: createAccount,
    }),
  ];
}

/** Returns the tokens that other modules can inject. */
export function accountExports(name: string): InjectionToken[] {
  const provided = [
    ...ACCOUNT_SERVICES.map(([provider]) => provider),
    OutboxService,
    CampaignReports,
    SmsService,
    ConsentsService,
    PhoneVerificationService,
    OptOutService,
    TemplatesService,
    IletimerkeziAccount,
    IletimerkeziClient,
  ];
  return provided.map((provider) => getIletimerkeziToken(name, provider));
}

function construct(token: InjectionToken, provider: Type<object>, inject: InjectionToken[]): Provider {
  return { provide: token, inject, useFactory: (...args: unknown[]) => new provider(...args) };
}

function createContext(name: string, input: IletimerkeziOptions, observers: CallObservers): AccountContext {
  const valid = validateOptions(name, input);
  // The provider's default, which can be changed in the panel.
  // Source: provider documentation, overview, "The default mode is English".
  const options = { ...valid, characterMode: valid.characterMode ?? 'english' };
  return new AccountContext({
    name,
    client: createClient(name, options, observers),
    rateLimiter: new RateLimiter(),
    options,
  });
}

/** Creates the rate limiter that all instances share through the database. */
function createRateLimitQueue(
  { name, rateLimiter }: AccountContext,
  storage: AccountStorage | undefined,
): RateLimitQueue | undefined {
  if (storage === undefined) return undefined;
  const rateLimitQueue = new RateLimitQueue(name, new RateLimitRepository(storage.kysely));
  rateLimiter.share(new SharedRateLimit(rateLimitQueue));
  return rateLimitQueue;
}

/** Creates the counters of the spend limits that all instances share; undefined without limits. */
function createSpend(
  { name, options }: AccountContext,
  storage: AccountStorage | undefined,
): SpendRepository | undefined {
  const rules = spendRules(options);
  return storage && rules && new SpendRepository(storage.kysely, name, rules);
}

function createChecks(
  { name, options }: AccountContext,
  guard: ConsentGuard,
  repository: SpendRepository | undefined,
  storage: AccountStorage | undefined,
): SendChecks {
  const rules = spendRules(options);
  const { hours, cap } = commercialRules(options);
  const contacts = storage && cap && new ContactsRepository(storage.kysely, name, cap);
  return new SendChecks({
    guard,
    commercial: new DirectCommercial(hours, contacts),
    spend: rules && repository && new DirectSpend(repository, rules),
    content: contentOf(name, options),
  });
}

interface OutboxDependencies {
  readonly context: AccountContext;
  readonly storage: AccountStorage | undefined;
  readonly rateLimitQueue: RateLimitQueue | undefined;
  readonly groups: WorkerGroups;
  readonly streams: EventStreams;
  readonly observers: CallObservers;
}

/** Creates the outbox with a separate client that does not retry, because the outbox handles retries. */
function createOutbox({
  context,
  storage,
  rateLimitQueue,
  groups,
  streams,
  observers,
}: OutboxDependencies): OutboxService {
  const { name, options } = context;
  const { outbox, consents } = options;
  const account = enqueueAccountOf(context);
  const { guard, spend, commercial } = account;
  const client = createClient(name, { ...options, retry: false }, observers);
  if (storage && rateLimitQueue) {
    const { checksPerSecond } = consents ?? {};
    addOutboxWorkers(groups.of(storage), storage, {
      name,
      client,
      options: outbox,
      guard,
      checksPerSecond,
      spend,
      commercial,
      rateLimitQueue,
    });
    if (guard === undefined) new Logger('IletimerkeziConsents').log(unguarded(name));
    else if (account.brand === undefined) new Logger('IletimerkeziConsents').log(withoutBrand(name));
  }
  const hashKey = outbox?.retention ? outbox.retention.hashKey : undefined;
  return new OutboxService({
    account,
    storage: storage && {
      kysely: storage.kysely,
      instance: groups.of(storage).instance,
      events$: streams.of(storage).events.events$,
      workers: groups.of(storage),
      provider: client,
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

interface AccountDependencies extends Omit<
  ConstructorParameters<typeof IletimerkeziAccount>[0],
  'name' | 'workers'
> {
  readonly context: AccountContext;
  readonly accounts: IletimerkeziAccounts;
  readonly storage: AccountStorage | undefined;
  readonly groups: WorkerGroups;
}

function createAccount({
  context,
  accounts,
  storage,
  groups,
  ...services
}: AccountDependencies): IletimerkeziAccount {
  const account = new IletimerkeziAccount({
    name: context.name,
    workers: storage && groups.of(storage),
    ...services,
  });
  accounts.add(context, account);
  return account;
}
