import { consentFaultText } from 'iletimerkezi-core';
import type { ImportFault } from '../../storage/ledger/import-rows.js';

/**
 * What is wrong with a row, in a sentence for people in both languages. Of a number or an address it says why it is none.
 *
 * @example
 * importFaultText({ field: 'recipient', code: 'phone', reason: 'too-short' }).en; // 'The phone number has too few digits.'
 */
export function importFaultText({ code, reason }: ImportFault): { tr: string; en: string } {
  if (code === 'not-a-record') return { tr: 'Satır okunamadı.', en: 'The row cannot be read.' };
  return consentFaultText({ code, reason });
}
