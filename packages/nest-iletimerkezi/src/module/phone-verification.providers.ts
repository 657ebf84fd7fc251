import { Logger, type Provider } from '@nestjs/common';
import { AccountContext } from '../client/account.context.js';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { IletimerkeziEvents } from '../events/events.js';
import { guardRules } from '../options/consents.options.js';
import { phoneVerificationSettings } from '../options/phone-verification.options.js';
import { spendRules } from '../options/spend.options.js';
import { DurableVerificationStore } from '../phone-verification/durable-verification-store.js';
import { MemoryVerificationStore } from '../phone-verification/memory-verification-store.js';
import { PhoneVerificationService } from '../phone-verification/phone-verification.service.js';
import { createVerificationPurge, keepMsOf } from '../phone-verification/verification-purge.js';
import type { VerificationStore } from '../phone-verification/verification-store.js';
import { SmsService } from '../sending/sms.service.js';
import { AccountStorage } from '../storage/account-storage.js';
import { PhoneVerificationsRepository } from '../storage/phone-verification/phone-verifications.repository.js';
import { WorkerGroups } from '../worker/worker-groups.js';
import { isWorking } from './account-client.js';
import { provideNamed } from './provide-named.js';

/** Returns the provider of an account's phone verification. */
export function phoneVerificationProviders(name: string): Provider[] {
  return [
    provideNamed({
      provide: getIletimerkeziToken(name, PhoneVerificationService),
      inject: {
        context: AccountContext,
        storage: AccountStorage,
        groups: WorkerGroups,
        events: IletimerkeziEvents,
        sms: getIletimerkeziToken(name, SmsService),
      },
      useFactory: createPhoneVerification,
    }),
  ];
}

interface Dependencies {
  readonly context: AccountContext;
  readonly storage: AccountStorage | undefined;
  readonly groups: WorkerGroups;
  readonly events: IletimerkeziEvents;
  readonly sms: SmsService;
}

function createPhoneVerification({
  context,
  storage,
  groups,
  events,
  sms,
}: Dependencies): PhoneVerificationService {
  const { name, options } = context;
  const { characterMode, turkishLetterCost, abroad, phoneVerification } = options;
  const keepMs = phoneVerification ? keepMsOf(phoneVerificationSettings(phoneVerification)) : 0;
  let store: VerificationStore;
  if (storage) {
    const { defaultSender } = options;
    store = new DurableVerificationStore(
      storage.kysely,
      { name, defaultSender, characterMode, abroad, guard: guardRules(options), spend: spendRules(options) },
      groups.of(storage),
    );
    if (phoneVerification && isWorking(options)) {
      const group = groups.of(storage);
      const repository = new PhoneVerificationsRepository(storage.kysely, name);
      group.add(createVerificationPurge({ account: name, repository, keepMs, onError: group.onError }));
    }
  } else {
    store = createMemoryStore(name, sms, keepMs);
    if (phoneVerification) {
      new Logger('IletimerkeziPhoneVerification').warn(
        `Phone verifications of the account "${name}" are in the memory of this process: a restart invalidates all codes and resets the limits, and other instances do not share them. Set \`storage\`.`,
      );
    }
  }
  return new PhoneVerificationService({
    account: { name, characterMode, turkishLetterCost, abroad },
    options: phoneVerification,
    store,
    events,
  });
}

function createMemoryStore(account: string, sms: SmsService, keepMs: number): MemoryVerificationStore {
  const logger = new Logger('IletimerkeziPhoneVerification');
  return new MemoryVerificationStore({
    keepMs,
    send: async ({ number, text }) => {
      await sms.send({ kind: 'transactional', text, recipients: [number] });
    },
    onPause: ({ scope, sent, verified }, until) =>
      logger.warn(
        `Codes of the account "${account}" to ${scope === 'prefix' ? 'a number prefix' : 'an IP address'} are paused until ${new Date(until).toISOString()}: ${verified} of ${sent} codes were entered.`,
      ),
  });
}
