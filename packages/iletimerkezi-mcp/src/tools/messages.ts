import { Faults, parseInstant } from 'iletimerkezi-core';
import { abortableUntilSent } from './abortable.js';
import {
  orFaults,
  previewMessage,
  readMessage,
  readProviderMessage,
  type Message,
  type MessageInput,
  type ProviderMessageInput,
  type Times,
} from './message.js';
import { PROVIDER_SCHEMAS } from './provider-schemas.js';
import { hasStorage } from './storage.js';
import {
  readTool,
  writeTool,
  type JsonObject,
  type PreparedAction,
  type Tool,
  type ToolCall,
} from './tool.js';

interface CancelInput {
  readonly order: { readonly id: string | number };
}

interface EnqueueInput extends MessageInput {
  readonly notBefore?: string;
  readonly notAfter?: string;
}

const MESSAGE = {
  sender: {
    type: 'string',
    maxLength: 11,
    description: 'One of the approved senders. Default: the sender of the account.',
  },
  kind: {
    type: 'string',
    enum: ['transactional', 'commercial'],
    description:
      'transactional: codes, delivery and payment notices, reminders. commercial: campaigns, offers, greetings; needs consents.',
  },
  audience: {
    type: 'string',
    enum: ['BIREYSEL', 'TACIR'],
    description: 'Of commercial messages: individuals or merchants.',
  },
  text: { type: 'string', minLength: 1 },
  recipients: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 50_000 },
  sendAt: { type: 'string', description: 'ISO 8601 with offset. Default: now.' },
} as const;

const SENT = {
  orderId: { type: 'string', description: 'The id of the provider, for get_report.' },
  campaignId: { type: 'string', description: 'The id in the outbox, for campaign_progress.' },
  recipients: { type: 'integer' },
  withheld: { type: 'integer' },
} as const;

/** Sends, previews and cancels messages. */
export const MESSAGE_TOOLS: readonly Tool[] = [
  writeTool(
    {
      name: 'send_sms',
      permission: 'send',
      title: { tr: 'SMS gönderme', en: 'Send an SMS' },
      description: {
        tr: 'Bir metni bir ya da daha çok numaraya gönderir. Önce ön izleme gösterilir; bir kişi onaylamadan hiçbir şey gönderilmez.',
        en: 'Sends a text to one or more numbers. Shows a preview first; nothing is sent until a person confirms.',
      },
      inputSchema: PROVIDER_SCHEMAS.send_sms,
      output: SENT,
      annotations: { destructiveHint: true, idempotentHint: false },
    },
    async (input: ProviderMessageInput, call) => sending(readProviderMessage(input, call), call, {}),
  ),
  writeTool(
    {
      name: 'enqueue_message',
      permission: 'send',
      title: { tr: 'Gönderimi kuyruğa ekleme', en: 'Enqueue a message' },
      description: {
        tr: 'Bir gönderimi kuyruğa ekler; arka planda en çok bir kez gönderilir. Depolama gerekir. Önce ön izleme gösterilir; bir kişi onaylamadan hiçbir şey eklenmez.',
        en: 'Stores a message in the outbox, which sends it in the background, at most once. Needs storage. Shows a preview first; nothing is stored until a person confirms.',
      },
      inputSchema: {
        type: 'object',
        properties: {
          ...MESSAGE,
          notBefore: { type: 'string', description: 'Earliest time of sending, ISO 8601 with offset.' },
          notAfter: {
            type: 'string',
            description: 'Latest time of sending, ISO 8601 with offset; unsent by then, it expires.',
          },
        },
        required: ['kind', 'text', 'recipients'],
      },
      output: SENT,
      annotations: { destructiveHint: true, idempotentHint: false },
    },
    async ({ notBefore, notAfter, ...input }: EnqueueInput, call) => {
      // Throws `storage-off` before anybody is asked.
      await call.account.outbox.backlog();
      const times = { notBefore: dateOf('notBefore', notBefore), notAfter: dateOf('notAfter', notAfter) };
      return sending(readMessage(input, call), call, times);
    },
  ),
  readTool(
    {
      name: 'preview_message',
      title: { tr: 'Gönderimi ön izleme', en: 'Preview a message' },
      description: {
        tr: 'Kimin alacağını, kaç kontör tutacağını ve kimin neden almayacağını gösterir. Hiçbir şey göndermez, dışarıya sormaz. Onay isteyemeyen istemcilerde dönen `confirmation` kodu, bir kişi kabul ettikten sonra send_sms ya da enqueue_message ile kullanılır.',
        en: 'Shows who would get a message, what it costs, and who would not get it and why. Sends nothing and makes no network call. In clients without elicitation, pass its `confirmation` to send_sms or enqueue_message once a person has agreed.',
      },
      inputSchema: { type: 'object', properties: MESSAGE, required: ['kind', 'text', 'recipients'] },
      output: {
        valid: { type: 'boolean' },
        faults: { type: 'array', items: { type: 'object' } },
        preview: { type: 'object' },
        confirmation: { type: 'string' },
        expiresAt: { type: 'string' },
      },
      isLocal: true,
    },
    async (input: MessageInput, call) => {
      const read = await orFaults(async () => {
        const message = readMessage(input, call);
        return { message, data: (await previewMessage(message, call)).data };
      });
      if ('faults' in read) {
        const faults = read.faults.map(({ path, code, message, messageTr }) => ({
          path,
          code,
          message: call.policy.locale === 'tr' ? messageTr : message,
        }));
        return { valid: false, faults };
      }
      const { message, data } = read.value;
      if (!call.policy.allow.has('send')) return { valid: true, preview: data };
      const { token, expiresAt } = call.confirm(contentOf(message, {}));
      return { valid: true, preview: data, confirmation: token, expiresAt: expiresAt.toISOString() };
    },
  ),
  writeTool(
    {
      name: 'cancel_order',
      permission: 'send',
      title: { tr: 'Gönderimi iptal etme', en: 'Cancel an order' },
      description: {
        tr: 'İleri tarihli bir gönderimi, gönderilmeye başlamadan iptal eder.',
        en: 'Cancels a scheduled order before it is sent.',
      },
      inputSchema: PROVIDER_SCHEMAS.cancel_order,
      output: { orderId: { type: 'string' } },
      annotations: { destructiveHint: true, idempotentHint: false },
    },
    async ({ order: { id } }: CancelInput, { account, policy }) => {
      const orderId = String(id);
      const question = {
        tr: `${orderId} numaralı ileri tarihli gönderim iptal edilsin mi?`,
        en: `Cancel the scheduled order ${orderId}?`,
      };
      return {
        content: { action: 'cancel_order', orderId },
        preview: { orderId },
        question: question[policy.locale],
        isDeduplicated: false,
        run: async () => {
          await account.sms.cancel(orderId);
          return { status: 'cancelled', orderId };
        },
      };
    },
  ),
];

function dateOf(path: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = parseInstant(text);
  const faults = new Faults();
  faults.moment(path, date);
  faults.throwIfAny();
  return date;
}

/** The content that a confirmation of a message is bound to, whichever tool asks for it. */
const contentOf = ({ head, text, recipients }: Message, times: Times): unknown => ({
  action: 'send',
  ...head,
  text,
  recipients,
  ...times,
});

async function sending(message: Message, call: ToolCall, times: Times): Promise<PreparedAction> {
  const { account } = call;
  const { data, size } = await previewMessage(message, call, times);
  const { head, text, recipients } = message;
  const isStored = hasStorage(account);
  return {
    content: contentOf(message, times),
    preview: data,
    question: questionOf(message, { ...call, ...size, sent: data }),
    size,
    isDeduplicated: isStored,
    run: async (key) => {
      if (!isStored) {
        const { orderId, withheld } = await account.sms.send(
          { ...head, text, recipients },
          abortableUntilSent(call.signal),
        );
        return { status: 'sent', orderId, recipients: size.recipients, withheld: withheld.length };
      }
      const campaign = await account.outbox.enqueue(
        { ...head, text, recipients },
        { dedupeKey: `mcp:${key}`, ...times },
      );
      return {
        status: 'enqueued',
        campaignId: campaign.id,
        recipients: size.recipients,
        withheld: recipients.length - size.recipients,
      };
    },
  };
}

const HIDDEN_AFTER = 5;

interface Asked extends ToolCall {
  readonly recipients: number;
  readonly credits: number;
  readonly sent: JsonObject;
}

/** Returns what the person confirms: the complete text, the number of people, the credits. */
function questionOf(
  { head, recipients: numbers }: Message,
  { policy, mask, recipients, credits, sent }: Asked,
): string {
  const tr = policy.locale === 'tr';
  const format = new Intl.NumberFormat(tr ? 'tr-TR' : 'en-US');
  const named = numbers.slice(0, HIDDEN_AFTER).map((number) => mask.recipient(number));
  const more = numbers.length - named.length;
  const withheld = numbers.length - recipients;
  const kind = {
    transactional: tr ? 'Bilgilendirme' : 'Transactional',
    commercial: tr ? 'Ticari ileti' : 'Commercial',
  }[head.kind];
  const when = head.sendAt === undefined ? undefined : head.sendAt.toISOString();
  return [
    tr ? 'Bu mesaj gönderilsin mi?' : 'Send this message?',
    '',
    `${tr ? 'Metin' : 'Text'}: ${String(sent['text'])}`,
    `${tr ? 'Başlık' : 'Sender'}: ${head.sender} (${kind})`,
    `${tr ? 'Alıcı' : 'Recipients'}: ${format.format(recipients)}${more > 0 || named.length > 0 ? ` (${named.join(', ')}${more > 0 ? `, +${format.format(more)}` : ''})` : ''}`,
    ...(withheld > 0
      ? [`${tr ? 'Onayı olmadığı için almayacak' : 'Withheld, no consent'}: ${format.format(withheld)}`]
      : []),
    `${tr ? 'En çok kontör' : 'Credits, at most'}: ${format.format(credits)}`,
    ...(when === undefined ? [] : [`${tr ? 'Zaman' : 'Time'}: ${when}`]),
  ].join('\n');
}
