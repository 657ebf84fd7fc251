import { IletimerkeziClient, setupSectionOf } from 'iletimerkezi-core';
import { checkBrandCode, checkCredentials, checkSenders } from './account-checks.js';
import {
  CHARACTER_MODES,
  CHECKS,
  skipped,
  type CheckName,
  type CheckResult,
  type CheckSettings,
  type Finding,
} from './check.types.js';
import { ProviderClock } from './clock-check.js';
import { sendTestMessage } from './test-message.js';
import { checkBrandProfile } from './content-check.js';
import { checkWebhook } from './webhook-check.js';

/**
 * Runs all checks and returns one result for each, in a fixed order. Makes read-only calls, apart from the message to
 * `sendTo`. A check never throws: errors become failed results.
 */
export async function runChecks(
  settings: CheckSettings,
  now: () => number = Date.now,
): Promise<CheckResult[]> {
  const findings = await findAll(settings, now);
  return CHECKS.map((name) => ({ name, ...findings[name] }));
}

async function findAll(settings: CheckSettings, now: () => number): Promise<Record<CheckName, Finding>> {
  const { credentials, baseUrl, defaultSender, timeoutMs = 10_000, deliveryMs = 30_000 } = settings;
  const webhook = await checkWebhook(settings.webhookUrl, { real: baseUrl === undefined, timeoutMs });
  const mode = characterMode(settings.characterMode);
  const brand = checkBrandProfile(settings.brandCode, settings.content);
  if (credentials === undefined) {
    return {
      ...allSkipped(),
      webhook,
      'brand-profile': brand,
      'character-mode': mode,
      credentials: missingCredentials(),
    };
  }
  const clock = new ProviderClock(now);
  const client = new IletimerkeziClient({
    credentials,
    baseUrl,
    retry: false,
    timeouts: { connectMs: timeoutMs, responseMs: timeoutMs },
    fetch: clock.fetch,
  });
  const account = await checkCredentials(client);
  if (!account.ok) {
    return {
      ...allSkipped(),
      credentials: account.credentials,
      'api-access': account.access,
      'brand-profile': brand,
      webhook,
      clock: clock.finding(),
      'character-mode': mode,
    };
  }
  const { finding: senderFinding, senders } = await checkSenders(client, defaultSender);
  const brandCode = await checkBrandCode(client, settings.brandCode, settings.sendTo);
  return {
    credentials: account.credentials,
    'api-access': account.access,
    senders: senderFinding,
    balance: account.balance,
    'brand-code': brandCode,
    'brand-profile': brand,
    webhook,
    clock: clock.finding(),
    'character-mode': mode,
    'test-message':
      settings.sendTo === undefined
        ? notAsked()
        : await sendTestMessage(client, settings.sendTo, { senders, defaultSender, deliveryMs }),
  };
}

function allSkipped(): Record<CheckName, Finding> {
  const finding = skipped(
    'Kimlik bilgileri kabul edilmeden sınanamaz.',
    'Cannot be checked before the credentials are accepted.',
  );
  return {
    credentials: finding,
    'api-access': finding,
    senders: finding,
    balance: finding,
    'brand-code': finding,
    'brand-profile': finding,
    webhook: finding,
    clock: finding,
    'character-mode': finding,
    'test-message': finding,
  };
}

function missingCredentials(): Finding {
  return {
    status: 'failed',
    message: {
      tr: 'ILETIMERKEZI_KEY ya da ILETIMERKEZI_HASH verilmemiş.',
      en: 'ILETIMERKEZI_KEY or ILETIMERKEZI_HASH is not set.',
    },
    hint: {
      tr: 'İkisini panelden, Ayarlar > Güvenlik > API Erişimi sayfasından kopyalayın.',
      en: 'Copy both from the panel, Settings > Security > API Access.',
    },
    docUrl: setupSectionOf('unauthorized'),
  };
}

/** Returns a `manual` finding: the API does not report the account's mode, so it must be compared in the panel. */
function characterMode(configured: string | undefined): Finding {
  const docUrl = setupSectionOf('text-empty');
  const mode = CHARACTER_MODES.find((valid) => valid === (configured ?? 'english'));
  const modes = CHARACTER_MODES.join(', ');
  if (mode === undefined) {
    return {
      status: 'failed',
      message: {
        tr: `ILETIMERKEZI_CHARACTER_MODE şunlardan biri olmalı: ${modes}.`,
        en: `ILETIMERKEZI_CHARACTER_MODE must be one of ${modes}.`,
      },
      docUrl,
    };
  }
  return {
    status: 'manual',
    message: {
      tr: `Uygulama “${mode}” ayarıyla sayıyor; hesabın ayarını API bildirmez.`,
      en: `The application counts in the mode "${mode}"; the API does not report the account’s.`,
    },
    hint: {
      tr: 'Paneldeki ayarla karşılaştırın: https://panel.iletimerkezi.com/settings/sms/encoding',
      en: 'Compare it with the panel: https://panel.iletimerkezi.com/settings/sms/encoding',
    },
    docUrl,
  };
}

function notAsked(): Finding {
  return skipped(
    'İstenmedi: --send NUMARA kendi numaranıza bir mesaj gönderir.',
    'Not requested: --send NUMBER sends one message to your own number.',
  );
}
