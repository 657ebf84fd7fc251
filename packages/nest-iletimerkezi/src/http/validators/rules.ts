import {
  checkConsentBatch,
  checkConsentQuery,
  checkOrder,
  countSegments,
  type CharacterMode,
  type Checked,
  type ConsentBatch,
  type SmsOrder,
} from 'iletimerkezi-core';
import type { FaultText } from './fault-validator.js';

/**
 * Each rule validates the value in an otherwise valid input with iletimerkezi-core, so that forms, controllers and sends
 * apply the same rules.
 */
const VALID_NUMBER = '+905301234567';

const VALID_ORDER: SmsOrder = {
  sender: 'SENDER',
  kind: 'transactional',
  text: 'a',
  recipients: [VALID_NUMBER],
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export function recipientFault(value: unknown, abroad: boolean): FaultText | undefined {
  return orderFault({ ...VALID_ORDER, recipients: [asText(value)] }, 'recipients[0]', { abroad });
}

export function senderFault(value: unknown): FaultText | undefined {
  return orderFault({ ...VALID_ORDER, sender: asText(value) }, 'sender');
}

export function textFault(
  value: unknown,
  { characterMode, maxParts }: { characterMode?: CharacterMode; maxParts?: number },
): FaultText | undefined {
  const text = asText(value);
  const fault = orderFault({ ...VALID_ORDER, text }, 'text', { characterMode });
  if (fault !== undefined || maxParts === undefined) return fault;
  const { partsMax } = countSegments(text, { characterMode });
  if (partsMax <= maxParts) return undefined;
  return {
    message: `the text takes ${partsMax} parts, ${maxParts} at most are allowed`,
    messageTr: `metin ${partsMax} parça tutuyor, en fazla ${maxParts} parça olabilir`,
  };
}

/** Requires a time in the future: the provider sends orders scheduled for the past immediately. */
export function sendAtFault(value: unknown): FaultText | undefined {
  const sendAt = value instanceof Date ? value : new Date(Number.NaN);
  const fault = orderFault({ ...VALID_ORDER, sendAt }, 'sendAt');
  if (fault !== undefined) {
    return {
      message: 'a moment in ISO 8601 with its zone is needed, such as 2027-01-20T13:45:00+03:00',
      messageTr: 'dilimiyle birlikte ISO 8601 biçiminde bir an gerekir: 2027-01-20T13:45:00+03:00',
    };
  }
  if (sendAt.getTime() > Date.now()) return undefined;
  return {
    message: 'this moment has passed; leave sendAt out to send at once',
    messageTr: 'bu zaman geçti; hemen göndermek için sendAt vermeyin',
  };
}

export function consentDateFault(value: unknown): FaultText | undefined {
  const batch = {
    brandCode: '1',
    records: [
      {
        recipient: VALID_NUMBER,
        recipientType: 'BIREYSEL',
        channel: 'MESAJ',
        status: 'ONAY',
        source: 'HS_WEB',
        consentDate: value instanceof Date ? value : new Date(Number.NaN),
      },
    ],
  } satisfies ConsentBatch;
  return faultAt(checkConsentBatch(batch), 'records[0].consentDate');
}

export function brandCodeFault(value: unknown): FaultText | undefined {
  const brandCode = typeof value === 'number' ? value : asText(value);
  const query = { brandCode, recipient: VALID_NUMBER, recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
  return faultAt(checkConsentQuery(query), 'brandCode');
}

/** Validates the recipient of a consent: a phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
export function addresseeFault(value: unknown, channel: unknown): FaultText | undefined {
  const query = {
    brandCode: '1',
    recipient: asText(value),
    recipientType: 'BIREYSEL',
    channel: channel === 'EPOSTA' ? 'EPOSTA' : 'MESAJ',
  } as const;
  return faultAt(checkConsentQuery(query), 'recipient');
}

function orderFault(
  order: SmsOrder,
  path: string,
  options?: Parameters<typeof checkOrder>[1],
): FaultText | undefined {
  return faultAt(checkOrder(order, options), path);
}

function faultAt(checked: Checked<unknown>, path: string): FaultText | undefined {
  return checked.ok ? undefined : checked.faults.find((fault) => fault.path === path);
}
