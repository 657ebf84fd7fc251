import { describe, expect, it } from '@jest/globals';

import { parseDateTime } from '../istanbul-time.js';
import { e164 } from '../test-support/e164.js';
import { addBlacklist, deleteBlacklist, getBlacklist } from './blacklist.js';
import { cancelOrder } from './cancel-order.js';
import { encodeEnvelope } from './envelope.js';
import { getBalance } from './get-balance.js';
import { getReport } from './get-report.js';
import { getReports } from './get-reports.js';
import { getSenders } from './get-sender.js';
import { checkConsent } from './iys-check.js';
import { registerConsents } from './iys-register.js';
import { sendSms } from './send-sms.js';

const credentials = { key: 'API_KEY', hash: 'API_HASH' };
const authentication = '"authentication":{"key":"API_KEY","hash":"API_HASH"}';
const at = (text: string): Date => parseDateTime(text)!;

/** The documented bodies without insignificant whitespace, with the numbers in E.164. */
const documented: [name: string, body: string, fields: object][] = [
  [
    'a scheduled commercial order',
    `{"request":{${authentication},"order":{"sender":"BASLIK","sendDateTime":"20/01/2027 13:45","iys":"1","iysList":"BIREYSEL","message":{"text":"Merhaba","receipents":{"number":["+905301234567","+905301234568","+905301234569"]}}}}}`,
    sendSms.encode({
      sender: 'BASLIK',
      sendAt: at('2027-01-20 13:45:00'),
      kind: 'commercial',
      audience: 'BIREYSEL',
      text: 'Merhaba',
      recipients: [e164('5301234567'), e164('+905301234568'), e164('905301234569')],
    }),
  ],
  [
    'an immediate transactional order',
    `{"request":{${authentication},"order":{"sender":"APITEST","iys":"0","message":{"text":"Kod 1","receipents":{"number":["+905301234567"]}}}}}`,
    sendSms.encode({
      sender: 'APITEST',
      kind: 'transactional',
      text: 'Kod 1',
      recipients: [e164('+905301234567')],
    }),
  ],
  [
    'different texts in one order, as a list under message',
    `{"request":{${authentication},"order":{"sender":"BASLIK","iys":"0","message":[{"text":"A","receipents":{"number":["+905301234567"]}},{"text":"B","receipents":{"number":["+905301234568"]}}]}}}`,
    sendSms.encode({
      sender: 'BASLIK',
      kind: 'transactional',
      messages: [
        { text: 'A', recipients: [e164('5301234567')] },
        { text: 'B', recipients: [e164('5301234568')] },
      ],
    }),
  ],
  [
    'a list of one text as the single text it is',
    `{"request":{${authentication},"order":{"sender":"BASLIK","iys":"1","iysList":"TACIR","message":{"text":"A","receipents":{"number":["+905301234567"]}}}}}`,
    sendSms.encode({
      sender: 'BASLIK',
      kind: 'commercial',
      audience: 'TACIR',
      messages: [{ text: 'A', recipients: [e164('5301234567')] }],
    }),
  ],
  [
    'a cancellation',
    `{"request":{${authentication},"order":{"id":"12323232"}}}`,
    cancelOrder.encode({ orderId: '12323232' }),
  ],
  [
    'a report, with numbers for its page',
    `{"request":{${authentication},"order":{"id":"12323232","page":2,"rowCount":100}}}`,
    getReport.encode({ orderId: '12323232', page: 2, rowCount: 100 }),
  ],
  [
    'a list of orders',
    `{"request":{${authentication},"filter":{"start":"2026-04-01","end":"2026-04-10","page":1}}}`,
    getReports.encode({ start: at('2026-04-01 00:00:00'), end: at('2026-04-10 23:59:59'), page: 1 }),
  ],
  ['a balance', `{"request":{${authentication}}}`, getBalance.encode()],
  ['the senders', `{"request":{${authentication}}}`, getSenders.encode()],
  ['the blacklist', `{"request":{${authentication}}}`, getBlacklist.encode({})],
  [
    'a page of the blacklist, with text for its page',
    `{"request":{${authentication},"blacklist":{"filter":{"start":"2026-04-01 00:00:00","end":"2026-04-30 23:59:59"},"page":"1","rowCount":"1000"}}}`,
    getBlacklist.encode({
      start: at('2026-04-01 00:00:00'),
      end: at('2026-04-30 23:59:59'),
      page: 1,
      rowCount: 1000,
    }),
  ],
  [
    'a block',
    `{"request":{${authentication},"blacklist":{"number":"+905301234567"}}}`,
    addBlacklist.encode({ number: e164('+905301234567') }),
  ],
  [
    'the end of a block',
    `{"request":{${authentication},"blacklist":{"number":"+905301234567"}}}`,
    deleteBlacklist.encode({ number: e164('+905301234567') }),
  ],
  [
    'consents',
    `{"request":{${authentication},"consent":{"brandCode":1234,"list":[{"recipient":"+905301234567","recipientType":"BIREYSEL","type":"MESAJ","status":"ONAY","source":"HS_WEB","consentDate":"2026-04-30 09:15:42"}]}}}`,
    registerConsents.encode({
      brandCode: 1234,
      records: [
        {
          recipient: '+905301234567',
          recipientType: 'BIREYSEL',
          channel: 'MESAJ',
          status: 'ONAY',
          source: 'HS_WEB',
          consentDate: at('2026-04-30 09:15:42'),
        },
      ],
    }),
  ],
  [
    'a question to the registry',
    `{"request":{${authentication},"consent":{"brandCode":1234,"recipient":"+905301234567","recipientType":"BIREYSEL","type":"MESAJ"}}}`,
    checkConsent.encode({
      brandCode: 1234,
      recipient: '+905301234567',
      recipientType: 'BIREYSEL',
      channel: 'MESAJ',
    }),
  ],
];

describe('requests', () => {
  it.each(documented)('write %s byte for byte as documented', (_name, body, fields) => {
    expect(encodeEnvelope(credentials, fields)).toBe(body);
  });

  it('contain only key and hash of the credentials object', () => {
    const rotated = { ...credentials, issuedAt: 'yesterday' };
    expect(encodeEnvelope(rotated, {})).toBe(`{"request":{${authentication}}}`);
  });
});
