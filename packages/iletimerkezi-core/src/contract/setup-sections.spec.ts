import { expect, it } from '@jest/globals';
import { IletimerkeziError, type IletimerkeziErrorCode } from '../errors.js';

const errorOf = (code: IletimerkeziErrorCode) =>
  new IletimerkeziError({
    code,
    message: 'm',
    hint: 'h',
    hintTr: 'h',
    outcome: 'not-applied',
    retryable: false,
  });

it.each<[IletimerkeziErrorCode, string, string]>([
  ['unauthorized', 'api-access', 'api-erişimi'],
  ['no-iys-subscription', 'brand-code', 'marka-kodu'],
  ['iys-code-missing', 'brand-code', 'marka-kodu'],
  ['sender-not-approved', 'senders', 'başlıklar'],
  ['invalid-recipients', 'sending-abroad', 'yurt-dışına-gönderim'],
])('%s links to the step of the setup that causes it', (code, en, tr) => {
  const error = errorOf(code);
  expect(error.docUrl).toBe(`docs/iys-setup.md#${en}`);
  expect(error.docUrlTr).toBe(`docs/iys-setup.tr.md#${tr}`);
  expect(error.toJSON()).toMatchObject({ docUrl: error.docUrl });
});

it('errors that no missing step causes have no link', () => {
  expect(errorOf('duplicate-order').docUrl).toBeUndefined();
});
