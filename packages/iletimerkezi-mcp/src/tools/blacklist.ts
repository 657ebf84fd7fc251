import { Faults, parseDateTime, parsePhone } from 'iletimerkezi-core';
import { PROVIDER_SCHEMAS } from './provider-schemas.js';
import { readTool, writeTool, type PreparedAction, type Tool, type ToolCall } from './tool.js';

interface ListInput {
  readonly blacklist?: {
    readonly filter?: { readonly start?: string; readonly end?: string };
    readonly page?: string;
    readonly rowCount?: string;
  };
}

interface NumberInput {
  readonly blacklist: { readonly number: string };
}

const DONE = { status: { type: 'string' }, number: { type: 'string' } } as const;

/** The account's blacklist. */
export const BLACKLIST_TOOLS: readonly Tool[] = [
  readTool(
    {
      name: 'get_blacklist',
      title: { tr: 'Engellenen numaralar', en: 'List the blocked numbers' },
      description: {
        tr: 'Engellenen numaraları sayfa sayfa listeler. Numaralar, ayarlar izin vermedikçe maskelenir.',
        en: 'Lists the blocked numbers, page by page. Numbers are masked unless the settings show them.',
      },
      inputSchema: PROVIDER_SCHEMAS.get_blacklist,
      output: { numbers: { type: 'array', items: { type: 'string' } }, count: { type: 'integer' } },
    },
    async ({ blacklist: { filter = {}, page, rowCount } = {} }: ListInput, { account, mask, signal }) => {
      const faults = new Faults();
      const query = {
        start: parseDateTime(filter.start),
        end: parseDateTime(filter.end),
        page: page === undefined ? undefined : Number(page),
        rowCount: rowCount === undefined ? undefined : Number(rowCount),
      };
      if (filter.start !== undefined) faults.moment('blacklist.filter.start', query.start);
      if (filter.end !== undefined) faults.moment('blacklist.filter.end', query.end);
      faults.throwIfAny('get-blacklist');
      const { numbers, count } = await account.client.getBlacklist(query, { signal });
      return { numbers: numbers.map((number) => mask.recipient(number)), count };
    },
  ),
  writeTool(
    {
      name: 'add_blacklist',
      permission: 'blacklist',
      title: { tr: 'Numara engelleme', en: 'Block a number' },
      description: {
        tr: 'Bir numarayı engeller; hesap o numaraya mesaj göndermez.',
        en: 'Blocks a number, so that the account sends it no message.',
      },
      inputSchema: PROVIDER_SCHEMAS.add_blacklist,
      output: DONE,
      annotations: { destructiveHint: false, idempotentHint: true },
    },
    async (input: NumberInput, call) =>
      changeOf(input, call, {
        action: 'add_blacklist',
        question: {
          tr: (number) => `${number} engellensin mi? Hesap bu numaraya mesaj göndermez.`,
          en: (number) => `Block ${number}? The account will send it no message.`,
        },
        done: 'blocked',
        run: (number) => call.account.blacklist.add(number),
      }),
  ),
  writeTool(
    {
      name: 'delete_blacklist',
      permission: 'blacklist',
      title: { tr: 'Numaranın engelini kaldırma', en: 'Unblock a number' },
      description: {
        tr: 'Bir numaranın engelini kaldırır; hesap o numaraya yeniden mesaj gönderebilir.',
        en: 'Unblocks a number, so that the account can send it messages again.',
      },
      inputSchema: PROVIDER_SCHEMAS.delete_blacklist,
      output: DONE,
      annotations: { destructiveHint: true, idempotentHint: false },
    },
    async (input: NumberInput, call) =>
      changeOf(input, call, {
        action: 'delete_blacklist',
        question: {
          tr: (number) => `${number} için engel kaldırılsın mı? Bu kişiye yeniden mesaj gönderilebilir.`,
          en: (number) => `Unblock ${number}? The person can receive messages again.`,
        },
        done: 'unblocked',
        run: (number) => call.account.blacklist.remove(number),
      }),
  ),
];

interface Change {
  readonly action: string;
  readonly question: Readonly<Record<'tr' | 'en', (number: string) => string>>;
  readonly done: string;
  readonly run: (number: string) => Promise<void>;
}

function changeOf(
  { blacklist: { number: given } }: NumberInput,
  { account, policy, mask }: ToolCall,
  { action, question, done, run }: Change,
): PreparedAction {
  const faults = new Faults();
  const parsed = parsePhone(given, { abroad: account.account.billing === 'lira' });
  if (!parsed.ok) faults.add('blacklist.number', `number-${parsed.reason}`);
  faults.throwIfAny();
  const number = parsed.ok ? parsed.value : given;
  const shown = mask.recipient(number);
  return {
    content: { action, number },
    preview: { action, number: shown },
    question: question[policy.locale](number),
    isDeduplicated: false,
    run: async () => {
      await run(number);
      return { status: done, number: shown };
    },
  };
}
