import { Logger, type Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { IletimerkeziClient } from 'iletimerkezi-core';
import { AccountContext } from '../client/account.context.js';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { ConsentStore } from '../consents/consent-store.js';
import { ConsentsService } from '../consents/consents.service.js';
import { ConsentGuard } from '../consents/guard/consent-guard.js';
import { ConsentImport } from '../consents/import/consent-import.js';
import { ConsentChecker } from '../consents/registry/consent-checker.js';
import { addDeadlineWatch, ConsentRegistrar } from '../consents/registry/consent-registrar.js';
import { ConsentRegistry } from '../consents/registry/consent-registry.js';
import { ConsentVerification } from '../consents/registry/verification/consent-verification.js';
import { VerificationSchedule } from '../consents/registry/verification/verification-schedule.js';
import { guardRules } from '../options/consents.options.js';
import { OutboxConsentNotices } from '../outbox/consent-notices.js';
import { AccountStorage } from '../storage/account-storage.js';
import { LoopErrors } from '../storage/loop-errors.js';
import {
  findLostRegistrations,
  recoverRegistrations,
  RegistrationsRepository,
} from '../storage/ledger/registrations.repository.js';
import { WorkerGroups } from '../worker/worker-groups.js';
import { CallObservers } from '../telemetry/call-observer.js';
import { createClient, isWorking } from './account-client.js';
import { enqueueAccountOf } from './enqueue-account.js';
import { provideNamed } from './provide-named.js';

/**
 * Returns the providers of an account's consents. Only `ConsentsService` is exported. The others are provided by class,
 * once per account's module.
 */
export function consentProviders(name: string): Provider[] {
  return [
    {
      provide: ConsentStore,
      inject: [AccountContext, AccountStorage],
      useFactory: (
        { options: { brandCode, consents } }: AccountContext,
        storage: AccountStorage | undefined,
      ) => new ConsentStore({ name, brandCode, landlines: consents?.landlines }, storage?.kysely),
    },
    {
      provide: ConsentChecker,
      inject: [ConsentStore, AccountContext, CallObservers],
      useFactory: createChecker,
    },
    {
      provide: ConsentGuard,
      inject: [ConsentStore, AccountContext, ConsentChecker],
      useFactory: (store: ConsentStore, { options }: AccountContext, checker: ConsentChecker) =>
        new ConsentGuard(store, guardRules(options), checker),
    },
    provideNamed({
      provide: ConsentRegistrar,
      inject: {
        context: AccountContext,
        storage: AccountStorage,
        groups: WorkerGroups,
        observers: CallObservers,
      },
      useFactory: createRegistrar,
    }),
    provideNamed({
      provide: ConsentVerification,
      inject: {
        context: AccountContext,
        store: ConsentStore,
        checker: ConsentChecker,
        storage: AccountStorage,
        groups: WorkerGroups,
      },
      useFactory: createVerification,
    }),
    {
      provide: VerificationSchedule,
      inject: [AccountContext, ConsentVerification, ModuleRef],
      useFactory: ({ options }: AccountContext, verification: ConsentVerification, moduleRef: ModuleRef) =>
        new VerificationSchedule({
          account: name,
          options: isWorking(options) ? options.verification : undefined,
          verification,
          moduleRef,
        }),
    },
    provideNamed({
      provide: getIletimerkeziToken(name, ConsentsService),
      inject: {
        store: ConsentStore,
        guard: ConsentGuard,
        checker: ConsentChecker,
        registrar: ConsentRegistrar,
        verification: ConsentVerification,
        context: AccountContext,
      },
      useFactory: createConsents,
    }),
  ];
}

interface ConsentParts {
  readonly store: ConsentStore;
  readonly guard: ConsentGuard;
  readonly checker: ConsentChecker;
  readonly registrar: ConsentRegistrar | undefined;
  readonly verification: ConsentVerification;
  readonly context: AccountContext;
}

function createConsents({ guard, context, ...registry }: ConsentParts): ConsentsService {
  const { store } = registry;
  return new ConsentsService({
    store,
    guard,
    registry: new ConsentRegistry(registry),
    import: new ConsentImport(store),
    notices: new OutboxConsentNotices(enqueueAccountOf(context)),
  });
}

/** Creates a client that does not retry: a retry would exceed the rate limit or register a batch twice. */
const singleAttempt = ({ name, options }: AccountContext, observers: CallObservers): IletimerkeziClient =>
  createClient(name, { ...options, retry: false }, observers);

const createChecker = (
  store: ConsentStore,
  context: AccountContext,
  observers: CallObservers,
): ConsentChecker =>
  new ConsentChecker(store, singleAttempt(context, observers), context.options.consents?.checksPerSecond);

interface RegistrarParts {
  readonly context: AccountContext;
  readonly storage: AccountStorage | undefined;
  readonly groups: WorkerGroups;
  readonly observers: CallObservers;
}

function createRegistrar({
  context,
  storage,
  groups,
  observers,
}: RegistrarParts): ConsentRegistrar | undefined {
  if (storage === undefined) return undefined;
  const { name: account, options } = context;
  const group = groups.of(storage);
  const registrar = new ConsentRegistrar({
    account,
    client: singleAttempt(context, observers),
    registrations: new RegistrationsRepository(storage.kysely, account, group.instance),
    onError: reportErrors(),
  });
  if (isWorking(options)) {
    group.add(registrar.worker);
    addDeadlineWatch(group, storage.kysely, account);
    group.recoverWith(
      'consent-recovery',
      (known) => recoverRegistrations(storage.kysely, group.instance, known),
      (known) => findLostRegistrations(group.instance, known),
    );
  }
  return registrar;
}

interface VerificationParts {
  readonly context: AccountContext;
  readonly store: ConsentStore;
  readonly checker: ConsentChecker;
  readonly storage: AccountStorage | undefined;
  readonly groups: WorkerGroups;
}

function createVerification({
  context: { options },
  store,
  checker,
  storage,
  groups,
}: VerificationParts): ConsentVerification {
  const group = storage && groups.of(storage);
  const verification = new ConsentVerification(store, checker, {
    options: options.verification,
    instance: group?.instance,
    claims: () => group?.claims ?? [],
    onError: reportErrors(),
  });
  group?.stopWith(() => verification.stop());
  if (options.brandCode !== undefined && isWorking(options)) group?.add(verification.worker);
  return verification;
}

function reportErrors(): (message: string, error?: unknown) => void {
  const logger = new Logger('IletimerkeziConsents');
  const errors = new LoopErrors((line) => logger.warn(line));
  return (message, error) => errors.report(message, error);
}
