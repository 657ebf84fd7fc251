import { parseTurkishMobile } from 'iletimerkezi-core/phone';
import type { ConsentLedger } from 'nest-iletimerkezi';
import type { LeftOutList, OrderPurpose } from '../../shared/api/orders.js';
import { problem, ProblemException } from '../http/problems.js';
import type { NewOrderDto } from './new-order.dto.js';

/** Rows named in a refusal; a list that is wrong throughout need not be echoed. */
const ROWS_SHOWN = 100;

/** Numbers per question to the ledger. */
const SORT_BATCH = 10_000;

/** Whom an order goes to, and whom not. */
export interface PlannedRecipients {
  /** In E.164, repeats included: the outbox leaves them out and counts them. */
  readonly numbers: readonly string[];
  readonly distinct: number;
  readonly leftOut: LeftOutList['rows'];
}

/** @throws ProblemException naming the positions of numbers that are none */
export async function plannedRecipients(
  recipients: readonly string[],
  purpose: OrderPurpose,
  ledger: ConsentLedger,
): Promise<PlannedRecipients> {
  const numbers = parsed(recipients);
  const distinct = [...new Set(numbers)];
  if (purpose.kind === 'transactional') return { numbers, distinct: distinct.length, leftOut: [] };
  const leftOut = await withoutConsent(distinct, purpose.audience, ledger);
  const away = new Set(leftOut.map(({ number }) => number));
  return {
    numbers: numbers.filter((number) => !away.has(number)),
    distinct: distinct.length - away.size,
    leftOut,
  };
}

/**
 * Individuals need a consent; merchants may be written to until they refuse. Source: Law 6563, article 6.
 * The ledger is asked and not the registry: its answer is at hand for a whole list, and the registrar keeps both alike.
 */
async function withoutConsent(
  numbers: readonly string[],
  audience: 'BIREYSEL' | 'TACIR',
  ledger: ConsentLedger,
): Promise<LeftOutList['rows']> {
  const leftOut: LeftOutList['rows'][number][] = [];
  for (let from = 0; from < numbers.length; from += SORT_BATCH) {
    const batch = numbers.slice(from, from + SORT_BATCH);
    const { granted, refused } = await ledger.sort(batch, { recipientType: audience, channel: 'MESAJ' });
    for (const number of batch) {
      if (refused.has(number)) leftOut.push({ number, reason: 'refused' });
      else if (audience === 'BIREYSEL' && !granted.has(number))
        leftOut.push({ number, reason: 'no-consent' });
    }
  }
  return leftOut;
}

function parsed(recipients: readonly string[]): string[] {
  const numbers: string[] = [];
  const rows: { row: number; reason: string }[] = [];
  for (const [index, recipient] of recipients.entries()) {
    const result = parseTurkishMobile(recipient);
    if (result.ok) numbers.push(result.value);
    else if (rows.length < ROWS_SHOWN) rows.push({ row: index + 1, reason: result.reason });
  }
  if (rows.length > 0) throw new ProblemException(422, problem('recipients-invalid'), { rows });
  return numbers;
}

export function sendAtOf({ sendAt }: NewOrderDto): Date | undefined {
  if (sendAt === undefined) return undefined;
  const moment = new Date(sendAt);
  if (moment.getTime() <= Date.now()) throw new ProblemException(400, problem('send-at-wrong'));
  return moment;
}

export function purposeOf({ kind, audience }: NewOrderDto): OrderPurpose {
  if (kind === 'transactional') return { kind };
  if (audience === undefined) throw new ProblemException(400, problem('purpose-missing'));
  return { kind, audience };
}
