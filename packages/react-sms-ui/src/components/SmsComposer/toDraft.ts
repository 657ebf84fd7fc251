import { isMoment, parseInstant } from 'iletimerkezi-core';
import type { RecipientRow } from 'iletimerkezi-core/files';
import { parsePhone, type E164 } from 'iletimerkezi-core/phone';
import type { RecipientsValue } from '../../recipients/recipientsValue.js';
import type { Audience, ComposedMessage, SmsDraft } from './SmsComposer.types.js';

/** A `ComposedMessage`, also from JSON, where `sendAt` is an ISO 8601 text. */
export interface MessageToOpen extends Pick<
  ComposedMessage,
  'recipients' | 'text' | 'values' | 'sender' | 'kind'
> {
  readonly audience?: Audience;
  readonly sendAt?: Date | string;
}

/**
 * Returns the draft of a message, to change it in `SmsComposer` and send it again, such as the answer of `GET :id/message` of
 * `createCampaignsController`. The values of personal texts become columns of the list, so that `SmsComposer` needs `personal`. A
 * time that has passed becomes `now`; a text without a zone, or one that is no time, becomes `undecided`.
 */
export function toDraft({
  recipients,
  text,
  values,
  sender,
  kind,
  audience,
  sendAt,
}: MessageToOpen): SmsDraft {
  return {
    recipients: listOf(recipients, values),
    text,
    kind,
    audience: kind === 'commercial' ? audience : undefined,
    sendAt: timeOf(sendAt),
    sender,
  };
}

function timeOf(sendAt: Date | string | null | undefined): SmsDraft['sendAt'] {
  if (sendAt === undefined || sendAt === null) return 'now';
  const time = typeof sendAt === 'string' ? parseInstant(sendAt) : sendAt;
  if (!isMoment(time)) return 'undecided';
  return time.getTime() > Date.now() ? time : 'now';
}

function listOf(numbers: readonly string[], values: ComposedMessage['values']): RecipientsValue {
  const names = [...new Set(values?.flatMap((own) => Object.keys(own)))];
  const valid: E164[] = [];
  const rows = numbers.map((raw, index): RecipientRow => {
    const row = index + 1;
    const parsed = parsePhone(raw, { abroad: true });
    if (!parsed.ok) return { row, raw, status: 'rejected', reason: parsed.reason };
    valid.push(parsed.value);
    const cells = values && [raw, ...names.map((name) => values[index]?.[name] ?? '')];
    return { row, raw, status: 'valid', value: parsed.value, ...(cells && { cells }) };
  });
  const columns = ['', ...names].map((name, index) => ({
    index,
    name: index === 0 ? undefined : name,
    sample: rows.slice(0, SAMPLE).map((row) => ('cells' in row ? (row.cells?.[index] ?? '') : row.raw)),
  }));
  return {
    text: '',
    fileName: undefined,
    list: {
      rows,
      recipients: valid,
      valid: valid.length,
      duplicates: 0,
      rejected: rows.length - valid.length,
      header: undefined,
      column: { index: 0, name: undefined },
    },
    ...(names.length > 0 && { columns: { all: columns, taken: 0, candidates: [] } }),
  };
}

/** Cells that are shown of a column. */
const SAMPLE = 3;
