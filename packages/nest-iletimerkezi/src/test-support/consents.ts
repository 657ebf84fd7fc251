import { randomUUID } from 'node:crypto';
import { IletimerkeziClient } from 'iletimerkezi-core';
import type { Kysely } from 'kysely';
import { type ConsentAccount, ConsentStore } from '../consents/consent-store.js';
import { ConsentsService } from '../consents/consents.service.js';
import { ConsentGuard } from '../consents/guard/consent-guard.js';
import { ConsentImport } from '../consents/import/consent-import.js';
import { ConsentChecker } from '../consents/registry/consent-checker.js';
import { ConsentRegistrar } from '../consents/registry/consent-registrar.js';
import { ConsentRegistry } from '../consents/registry/consent-registry.js';
import { ConsentVerification } from '../consents/registry/verification/consent-verification.js';
import type { VerificationOptions } from '../options/verification.options.js';
import { guardRules } from '../options/consents.options.js';
import { InstancesRepository } from '../storage/instances.repository.js';
import { RegistrationsRepository } from '../storage/ledger/registrations.repository.js';
import type { Tables } from '../storage/schema.js';

/** Creates a client whose requests fail, for specs that must not call İYS. */
export const deadClient = (): IletimerkeziClient =>
  new IletimerkeziClient({
    credentials: { key: 'k', hash: 'h' },
    fetch: () => Promise.reject(new Error('asked')),
    retry: false,
  });

interface ConsentSettings {
  readonly client?: IletimerkeziClient;
  /** Checks per second. */
  readonly perSecond?: number;
  readonly verification?: VerificationOptions;
  /** Lease of the registering instance, in milliseconds. */
  readonly leaseMs?: number;
  readonly onError?: (message: string) => unknown;
}

/**
 * Creates the consent services of an account on a database, without an application. The spec starts the registrar with
 * `startRegistrar()` and starts the verification worker.
 */
export function consentsOn(
  account: ConsentAccount,
  db: Kysely<Tables> | undefined,
  settings: ConsentSettings = {},
) {
  const { client = deadClient(), perSecond = 1_000, leaseMs = 60_000 } = settings;
  const onError = (message: string): void => void settings.onError?.(message);
  const store = new ConsentStore(account, db);
  const checker = new ConsentChecker(store, client, perSecond);
  const guard = new ConsentGuard(store, guardRules(account), checker);
  const instance = randomUUID();
  const verification = new ConsentVerification(store, checker, {
    options: settings.verification,
    instance,
    claims: () => [],
    onError,
  });
  const registrar =
    db &&
    new ConsentRegistrar({
      account: account.name,
      client,
      registrations: new RegistrationsRepository(db, account.name, instance),
      onError,
    });
  /** Starts the registrar with a lease, which claims require. */
  const startRegistrar = async (): Promise<void> => {
    if (db) await new InstancesRepository(db).beat(instance, leaseMs).catch(() => undefined);
    registrar?.worker.start();
  };
  const stopRegistrar = async (): Promise<void> => registrar?.worker.stop();
  const consents = new ConsentsService({
    store,
    guard,
    registry: new ConsentRegistry({ store, checker, registrar, verification }),
    import: new ConsentImport(store),
  });
  return { consents, guard, checker, registrar, startRegistrar, stopRegistrar, verification, instance };
}

/** Creates only the consents service, for specs of the ledger. */
export const ledgerOn = (account: ConsentAccount, db: Kysely<Tables> | undefined): ConsentsService =>
  consentsOn(account, db).consents;
