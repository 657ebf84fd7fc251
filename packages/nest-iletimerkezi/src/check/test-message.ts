import { setTimeout as wait } from 'node:timers/promises';
import { parseTurkishMobile, type IletimerkeziClient } from 'iletimerkezi-core';
import { failedBy } from './account-checks.js';
import { passed, type Finding } from './check.types.js';

const APITEST = 'APITEST';
const POLL_INTERVAL_MS = 1_000;

/**
 * Sends one message to the host's own number and waits for its report. The sender is APITEST while the account has no
 * approved sender (the provider rejects APITEST afterwards), otherwise the account's own sender.
 */
export async function sendTestMessage(
  client: IletimerkeziClient,
  to: string,
  {
    senders,
    defaultSender,
    deliveryMs,
  }: { senders: readonly string[]; defaultSender?: string | undefined; deliveryMs: number },
): Promise<Finding> {
  const number = parseTurkishMobile(to);
  const sender =
    senders.length === 0 ? APITEST : (defaultSender ?? (senders.length === 1 ? senders[0] : undefined));
  if (!number.ok) {
    return {
      status: 'failed',
      message: {
        tr: '--send ile verilen numara bir Türkiye cep telefonu değil; hiçbir şey gönderilmedi.',
        en: 'The number given with --send is not a Turkish mobile number; nothing was sent.',
      },
    };
  }
  if (sender === undefined) {
    return {
      status: 'failed',
      message: {
        tr: 'Hesabın birden çok başlığı var; hiçbir şey gönderilmedi.',
        en: 'The account has several senders; nothing was sent.',
      },
      hint: {
        tr: 'ILETIMERKEZI_SENDER ile birini seçin.',
        en: 'Choose one with ILETIMERKEZI_SENDER.',
      },
    };
  }
  const until = Date.now() + deliveryMs;
  try {
    const { orderId } = await client.sendSms({
      sender,
      kind: 'transactional',
      // Without the time, the provider would refuse a second check within ten minutes as a duplicate.
      text: `TEST ${new Date().toISOString().slice(11, 19)}`,
      recipients: [number.value],
    });
    return await awaitDelivery(client, { orderId, sender, until }).catch(() => notReported(orderId));
  } catch (error) {
    return failedBy(error);
  }
}

async function awaitDelivery(
  client: IletimerkeziClient,
  { orderId, sender, until }: { orderId: string; sender: string; until: number },
): Promise<Finding> {
  for (;;) {
    const { recipients } = await client.getReport(orderId);
    const status = recipients[0]?.status;
    if (status === 'delivered') {
      return passed(
        `Mesaj ${sender} başlığıyla gönderildi ve iletildi (gönderim ${orderId}).`,
        `The message was sent as ${sender} and delivered (order ${orderId}).`,
      );
    }
    if (status === 'undelivered') {
      return {
        status: 'failed',
        message: {
          tr: `Mesaj kabul edildi, iletilemedi (gönderim ${orderId}).`,
          en: `The message was accepted and not delivered (order ${orderId}).`,
        },
        hint: {
          tr: 'Telefonun açık olduğunu ve numaranın kara listede olmadığını kontrol edin.',
          en: 'Check that the phone is on and the number is not on the blacklist.',
        },
      };
    }
    if (Date.now() >= until) break;
    await wait(Math.min(POLL_INTERVAL_MS, Math.max(1, until - Date.now())));
  }
  return notReported(orderId);
}

function notReported(orderId: string): Finding {
  return {
    status: 'warning',
    message: {
      tr: `Mesaj kabul edildi, iletildiği henüz bildirilmedi (gönderim ${orderId}).`,
      en: `The message was accepted; its delivery is not reported yet (order ${orderId}).`,
    },
    hint: {
      tr: 'Telefona ve paneldeki rapora bakın.',
      en: 'Look at the phone and at the report in the panel.',
    },
  };
}
