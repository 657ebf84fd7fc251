import type { compose as Turkish } from '../tr/compose.js';

export const compose: Record<keyof typeof Turkish, string> = {
  'compose.title': 'New order',
  'compose.sample': 'Try a sample list of 1,000 rows',
  'compose.sample.download': 'Download a sample CSV with',
  'compose.sample.comma': 'commas',
  'compose.sample.semicolon': 'semicolons',
  'purpose.transactional': 'Transactional',
  'purpose.commercial.BIREYSEL': 'Commercial, to individuals',
  'purpose.commercial.TACIR': 'Commercial, to merchants',
  'spend.title': 'This order spends real credits',
  'spend.typed': 'To confirm, type the number of SMS to be sent: {sms}',
  'spend.back': 'Cancel',
  'spend.send': 'Send',
  'spend.declined': 'It was not confirmed.',
  'compose.away': 'The account could not be read',
  'compose.partly': '{done} of {planned} orders were accepted; see Orders.',
};
