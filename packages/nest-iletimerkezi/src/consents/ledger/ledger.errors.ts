import { consentFaultText, IletimerkeziError, type ErrorParams } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../../common/error-texts.js';
import type { RefusedEntry } from './ledger.types.js';

/** Error codes of {@link LedgerError}. */
export type LedgerErrorCode = 'brand-code-missing' | 'not-a-record' | 'consent-stands' | 'withdrawal-recent';

/** The consent ledger cannot do what was asked. Nothing was recorded or erased. */
export class LedgerError extends IletimerkeziError {
  override readonly name: string = 'LedgerError';
  declare readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, params: ErrorParams = {}, message?: string) {
    super({ code, texts: MODULE_ERROR_TEXTS[code], params, message });
  }
}

/** The entries are not valid consent records; `faults` lists everything that is wrong with them. */
export class ConsentRefusedError extends LedgerError {
  override readonly name = 'ConsentRefusedError';

  constructor(readonly faults: RefusedEntry['faults']) {
    super(
      'not-a-record',
      {},
      faults.map((fault) => `${fault.field}: ${consentFaultText(fault).en}`).join(' '),
    );
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), faults: this.faults };
  }
}
