'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import type { ConsentFormRecord, ConsentOutcome } from 'react-sms-ui';
import { recordDecision } from './api';

/** Records the decision of the form. After an error the form offers to submit the same record again. */
export async function decide(record: ConsentFormRecord): Promise<ConsentOutcome> {
  const outcome = await recordDecision(record, (await headers()).get('user-agent') ?? '');
  revalidatePath('/customers');
  return outcome;
}
