import type {
  ConsentEntry,
  DeclineEntry,
  Declined,
  RecordManyResult,
} from '../../consents/ledger/ledger.types.js';
import { ConsentRefusedError } from '../../consents/ledger/ledger.errors.js';
import {
  toConsentEntries,
  toDeclineEntries,
  type ConsentFormDto,
  type FormRequest,
} from '../dto/consent-form.dto.js';
import { toConsentOutcome, type ConsentOutcomeView } from './consent-views.js';

/** The methods of the consent ledger that a form uses. */
export interface FormLedger {
  recordMany(entries: readonly ConsentEntry[]): Promise<RecordManyResult>;
  decline(entries: readonly DeclineEntry[]): Promise<Declined>;
}

/**
 * Records the decision of a `ConsentForm` and returns the outcome for its receipt. Before calling it, compare the text of a
 * consent with `consentTextFault()` and verify that the number or address belongs to the person.
 * @param request the server's data of the request: page, IP address, user agent
 * @throws ConsentRefusedError when a record is invalid. Nothing is recorded then.
 */
export async function recordConsentForm(
  ledger: FormLedger,
  dto: ConsentFormDto,
  request: FormRequest = {},
): Promise<ConsentOutcomeView> {
  if (dto.decision === 'refuse')
    return toConsentOutcome(await ledger.decline(toDeclineEntries(dto, request)));
  const { refused } = await ledger.recordMany(toConsentEntries(dto, request));
  const [fault] = refused;
  if (fault !== undefined) throw new ConsentRefusedError(fault.faults);
  return {
    recordedAt: new Date().toISOString(),
    withdrawn: dto.decision === 'withdraw' ? dto.records.map(({ channel }) => channel) : [],
    kept: [],
  };
}
