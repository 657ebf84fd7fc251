import { expect, it } from '@jest/globals';
import { DOCUMENTATION_URL } from '../error-docs.js';
import { setupSectionOf } from './setup-sections.js';

it.each([
  ['unauthorized', 'api-access', 'api-erişimi'],
  ['no-iys-subscription', 'brand-code', 'marka-kodu'],
  ['iys-code-missing', 'brand-code', 'marka-kodu'],
  ['sender-not-approved', 'senders', 'başlıklar'],
  ['invalid-recipients', 'sending-abroad', 'yurt-dışına-gönderim'],
])('returns the setup step that causes %s', (code, en, tr) => {
  expect(setupSectionOf(code)).toEqual({
    en: `${DOCUMENTATION_URL}docs/iys-setup.md#${en}`,
    tr: `${DOCUMENTATION_URL}docs/iys-setup.tr.md#${tr}`,
  });
});

it('returns undefined for errors that no missing step causes', () => {
  expect(setupSectionOf('duplicate-order')).toBeUndefined();
});
