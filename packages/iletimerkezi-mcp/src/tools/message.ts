import {
  checkOrder,
  Faults,
  isInputError,
  parseInstant,
  parseSendDateTime,
  TEST_SENDER,
  type Audience,
  type E164,
  type InputFault,
  type ParsedOrder,
} from 'iletimerkezi-core';
import { McpError } from '../policy/mcp.error.js';
import { accept } from './input-paths.js';
import { hasStorage } from './storage.js';
import type { JsonObject, ToolCall } from './tool.js';

/** A message as the tools of this project take it. */
export interface MessageInput {
  readonly sender?: string;
  readonly kind: 'transactional' | 'commercial';
  readonly audience?: Audience;
  readonly text: string;
  readonly recipients: readonly string[];
  /** ISO 8601. */
  readonly sendAt?: string;
}

/** A message as the provider's `send_sms` takes it. */
export interface ProviderMessageInput {
  readonly order: {
    readonly sender: string;
    readonly sendDateTime?: string;
    readonly iys: '0' | '1';
    readonly iysList?: Audience;
    readonly message: { readonly text: string; readonly receipents: { readonly number: readonly string[] } };
  };
}

/** A checked message: one text, each recipient once. */
export interface Message {
  readonly head: Pick<ParsedOrder, 'sender' | 'sendAt'> &
    ({ readonly kind: 'transactional' } | { readonly kind: 'commercial'; readonly audience: Audience });
  readonly text: string;
  readonly recipients: readonly E164[];
  /** Recipients that were given again. */
  readonly duplicates: number;
}

/** Names of the properties of `send_sms` for the paths of core. */
const PROVIDER_PATHS = [
  ['recipients', 'order.message.receipents.number'],
  ['text', 'order.message.text'],
  ['sender', 'order.sender'],
  ['sendAt', 'order.sendDateTime'],
  ['kind', 'order.iys'],
  ['audience', 'order.iysList'],
] as const;

/** @throws InputError with every fault, in the paths of the schema of `send_sms`. */
export function readProviderMessage({ order }: ProviderMessageInput, call: ToolCall): Message {
  const { sender, sendDateTime, iys, iysList: audience, message } = order;
  return checkMessage(
    {
      sender,
      kind: iys === '1' ? 'commercial' : 'transactional',
      audience,
      text: message.text,
      recipients: message.receipents.number,
    },
    { call, sendAt: sendDateTime && (parseSendDateTime(sendDateTime) ?? 'invalid'), paths: PROVIDER_PATHS },
  );
}

/** @throws InputError with every fault. */
export function readMessage({ sendAt, ...input }: MessageInput, call: ToolCall): Message {
  const time = sendAt === undefined ? undefined : (parseInstant(sendAt) ?? 'invalid');
  return checkMessage(input, { call, sendAt: time, paths: [] });
}

interface Reading {
  readonly call: ToolCall;
  readonly sendAt: Date | 'invalid' | '' | undefined;
  readonly paths: readonly (readonly [string, string])[];
}

function checkMessage(
  { sender, kind, audience, text, recipients }: Omit<MessageInput, 'sendAt'>,
  { call: { account, policy }, sendAt, paths }: Reading,
): Message {
  const head = { sender: sender ?? (policy.test ? TEST_SENDER : account.account.defaultSender) ?? '' };
  const times = new Faults();
  if (sendAt === 'invalid' || sendAt === '') times.add('sendAt', 'not-a-date');
  else if (sendAt !== undefined && sendAt.getTime() <= Date.now()) times.add('sendAt', 'time-past');
  const legal = kind === 'commercial' ? { kind, audience: audience ?? ('' as Audience) } : { kind };
  const order = { ...head, ...legal, text, recipients };
  const checked = checkOrder(order, { abroad: account.account.billing === 'lira' });
  const faults: InputFault[] = [...(checked.ok ? [] : checked.faults), ...times.list];
  const value = accept(checked.ok && faults.length === 0 ? checked : { ok: false as const, faults }, paths);
  const parsed = 'text' in value ? value.recipients : [];
  const unique = [...new Set(parsed)];
  return {
    head: {
      sender: value.sender,
      ...(sendAt instanceof Date && { sendAt }),
      ...(value.kind === 'commercial'
        ? { kind: value.kind, audience: value.audience }
        : { kind: value.kind }),
    },
    text: 'text' in value ? value.text : '',
    recipients: unique,
    duplicates: parsed.length - unique.length,
  };
}

/** Recipients named one by one in a preview. */
const LISTED = 20;

/** The effect that sending a message would have. */
export interface MessagePreview {
  readonly data: JsonObject;
  readonly size: { readonly recipients: number; readonly credits: number };
}

/** The earliest and the latest time at which the outbox sends a message. */
export interface Times {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** Who gets a message, and its cost, as the send judges it. */
interface Judged {
  readonly recipients: number;
  readonly credits: number;
  readonly creditsMax: number;
  /** The facts that only an account with storage knows. */
  readonly facts: JsonObject;
}

/**
 * Returns who would get a message, what it costs, and who would not get it and why. Makes no network call.
 * @throws McpError `commercial-needs-storage`; InputError and OutboxError as `OutboxService.preview` does.
 */
export async function previewMessage(
  message: Message,
  call: ToolCall,
  times: Times = {},
): Promise<MessagePreview> {
  const { account, mask } = call;
  const { head, text, recipients: numbers, duplicates } = message;
  const { encoding, parts, partsMax, text: sent } = account.sms.estimate({ text });
  if (head.kind === 'commercial' && !hasStorage(account)) throw new McpError('commercial-needs-storage');
  const { recipients, credits, creditsMax, facts }: Judged = hasStorage(account)
    ? await judge(message, call, times)
    : {
        recipients: numbers.length,
        credits: parts * numbers.length,
        creditsMax: partsMax * numbers.length,
        facts: {},
      };
  const { kind, sender, sendAt } = head;
  return {
    size: { recipients, credits: creditsMax },
    data: {
      sender,
      kind,
      ...(head.kind === 'commercial' && { audience: head.audience }),
      text: sent,
      encoding,
      parts,
      ...(sendAt && { sendAt: sendAt.toISOString() }),
      recipients,
      duplicates,
      credits,
      creditsMax,
      sampleRecipients: numbers.slice(0, LISTED).map((number) => mask.recipient(number)),
      ...facts,
      delivery: hasStorage(account) ? 'outbox' : 'direct',
    },
  };
}

/** Returns the preview of the outbox. Recipients whose consent İYS may still confirm count as recipients. */
async function judge(
  { head, text, recipients: numbers }: Message,
  { account, mask }: ToolCall,
  times: Times,
): Promise<Judged> {
  const { recipients, unchecked, withheld, parts, credits, startsAt, waitsFor, spend } =
    await account.outbox.preview({ ...head, text, recipients: numbers }, times);
  const spent = await account.account.spend();
  const count = Object.values(withheld).reduce((sum, each) => sum + each, 0);
  return {
    recipients: recipients + unchecked,
    credits: parts.total,
    creditsMax: credits.max,
    facts: {
      startsAt: startsAt.toISOString(),
      ...(waitsFor && { waitsFor }),
      ...(spend && { spendExceeded: { ...spend } }),
      ...(spent && { spend: { ...spent } }),
      ...(head.kind === 'commercial' && {
        unchecked,
        withheld: count,
        withheldReasons: { ...withheld },
        withheldRecipients: count > 0 ? await withheldOf(head.audience) : [],
      }),
    },
  };

  /** Names the first recipients that have no consent. */
  async function withheldOf(audience: Audience): Promise<JsonObject[]> {
    const named = await account.consents.preview(numbers, audience);
    return named.withheld
      .slice(0, LISTED)
      .map(({ recipient, reason }) => ({ recipient: mask.recipient(recipient), reason }));
  }
}

/** Returns the faults of a message instead of throwing them, for a preview. */
export async function orFaults<Value>(
  work: () => Value | Promise<Value>,
): Promise<{ value: Value } | { faults: readonly InputFault[] }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (isInputError(error)) return { faults: error.faults };
    throw error;
  }
}
