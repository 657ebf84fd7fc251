import { parseTurkishMobile } from 'iletimerkezi-core/phone';
import { findPlaceholders } from 'iletimerkezi-core/segments';
import type { OrderPurpose } from '../../shared/api/orders.js';
import { problem, ProblemException } from '../http/problems.js';
import type { NewOrderDto } from './new-order.dto.js';

/** The maximum number of placeholders in an error. */
const PLACEHOLDERS_SHOWN = 5;

/** The maximum number of rows in an error. */
const ROWS_SHOWN = 100;

/**
 * Returns recipients in E.164, including duplicates, which the outbox removes and counts.
 * @throws ProblemException with the positions of invalid numbers
 */
export function numbersOf({ recipients }: NewOrderDto): string[] {
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

/** @throws ProblemException with the names of unresolved placeholders */
export function requireFilledText(text: string): void {
  const placeholders = [...new Set(findPlaceholders(text).map(({ written }) => written))];
  if (placeholders.length === 0) return;
  const shown = placeholders.slice(0, PLACEHOLDERS_SHOWN).join(', ');
  const message = {
    tr: `Metindeki ${shown} doldurulmamış.`,
    en: `Nothing has filled ${shown} in the text.`,
  };
  throw new ProblemException(422, problem('placeholder-unfilled', { message }), { placeholders });
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
