import { consentFaultText } from 'iletimerkezi-core';
import type { ImportFault } from '../../storage/ledger/import-rows.js';

/**
 * Returns the fault of a row as a sentence in both languages, with the reason for an invalid number or address.
 *
 * @example
 * importFaultText({ field: 'recipient', code: 'phone', reason: 'too-short' }).en; // 'The phone number has too few digits.'
 */
export function importFaultText({ code, reason }: ImportFault): { tr: string; en: string } {
  if (code === 'not-a-record') return { tr: 'Satır okunamadı.', en: 'The row cannot be read.' };
  return consentFaultText({ code, reason });
}
