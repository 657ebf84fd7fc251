import { parsePhones } from 'iletimerkezi-core/phone';
import type { RecipientsValue } from 'react-sms-ui';

/** Enough recipients for five orders. */
export const LARGE_SAMPLE = 250_000;

/** Creates a list of unique, fictitious numbers for a campaign of several orders. */
export function largeSample(): RecipientsValue {
  const numbers = Array.from({ length: LARGE_SAMPLE }, (_, index) => `+9053${10_000_000 + index}`);
  const recipients = parsePhones(numbers).phones;
  return {
    text: '',
    fileName: 'kampanya-250000.csv',
    list: {
      rows: recipients.map((value, index) => ({ row: index + 1, raw: value, status: 'valid', value })),
      recipients,
      valid: recipients.length,
      duplicates: 0,
      rejected: 0,
      header: undefined,
      column: { index: 0, name: undefined },
    },
  };
}
