import { consentFaultText } from 'iletimerkezi-core';
import type { RefusedEntry } from './ledger.types.js';

/** What was asked of the ledger cannot be done. `code` to branch on, the message says why and what to do. */
export class LedgerError extends Error {
  override readonly name: string = 'LedgerError';

  constructor(
    readonly code:
      | 'storage-off'
      | 'brand-code-missing'
      | 'not-a-record'
      | 'consent-stands'
      | 'withdrawal-recent',
    message: string,
  ) {
    super(message);
  }
}

/** What was to be recorded is no consent record; `faults` has all that is wrong with it. */
export class ConsentRefusedError extends LedgerError {
  override readonly name = 'ConsentRefusedError';

  constructor(readonly faults: RefusedEntry['faults']) {
    super('not-a-record', faults.map((fault) => `${fault.field}: ${consentFaultText(fault).en}`).join(' '));
  }
}

export const ledgerNeedsStorage = (): LedgerError =>
  new LedgerError(
    'storage-off',
    'The consent ledger needs storage, which is off. Set `storage: { dir }` for a PostgreSQL server of the module’s ' +
      'own, or `storage: { url }` for yours.',
  );

export const brandCodeMissing = (): LedgerError =>
  new LedgerError('brand-code-missing', 'Name a brand code, or set brandCode in the options of the module.');

export const consentStands = (): LedgerError =>
  new LedgerError(
    'consent-stands',
    'The person’s consent stands, and its proof has to be kept until three years after it ends (regulation 2015/29417, ' +
      'art. 13). Nothing was erased. Record their withdrawal with `optOut()` and erase three years later, or name a `reason`.',
  );

export const withdrawalRecent = (): LedgerError =>
  new LedgerError(
    'withdrawal-recent',
    'The person withdrew a consent less than three years ago, and the proof of it has to be kept until three years after ' +
      'its end (regulation 2015/29417, art. 13). Nothing was erased. Name a `reason` to erase all the same, such as a ' +
      'request that your lawyer has assessed.',
  );
