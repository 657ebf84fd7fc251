import { countSegments } from 'iletimerkezi-core/segments';
import { blockOf, type Block } from '../../../delivery/blocks.js';
import { DeliveryRules } from '../../../delivery/rules.js';
import { cost } from '../../../state/account.js';
import { fingerprint } from '../../../state/duplicate-window.js';
import { orderId, type Order, type RecipientType, type TextGroup } from '../../../state/order.js';
import { refuse, type Answer, type Call, type Endpoint } from '../../endpoint.js';
import { asText, field } from '../../read.js';
import { itemsOf, readRecipients, readTexts, type MessageInput } from './recipients.js';
import { changedWords, type Warning } from '../../../warnings.js';
import { readSchedule } from './schedule.js';
import { APITEST, APITEST_TEXT, refuseSender } from './sender.js';

const MOST_RECIPIENTS = 50_000;
const MOST_PARTS = 7;
const NO_CONSENT =
  'no İYS consent on the chosen list for the recipients; register it, or set the quirk missingConsent to "filter"';

/**
 * Accepts an order. The provider publishes no order of its checks; this one is inferred: consent settings, sender,
 * date, text, size, recipients, duplicate, credit.
 */
export const sendSms: Endpoint = async (call) => {
  const { account, world, request, now } = call;
  const { quirks } = world.settings;
  const input = field(request, 'order');
  const sender = field(input, 'sender');
  const iys = readIys(call, input, sender === APITEST);
  if ('code' in iys) return iys;
  const badSender = refuseSender(sender, account, quirks);
  if (badSender) return badSender;
  const schedule = readSchedule(field(input, 'sendDateTime'), now, quirks);
  if (schedule.kind === 'refused') return refuse(457, schedule.reason);
  const items = itemsOf(field(input, 'message'));
  const texts = readTexts(items);
  if (!texts.ok) return refuse(texts.code, texts.reason);
  const groups = texts.list.map((text) => toGroup(call, sender === APITEST ? APITEST_TEXT : text));
  if (groups.some(({ text }) => text === ''))
    return refuse(454, 'nothing is left of a text after conversion');
  if (groups.some(({ parts }) => parts > MOST_PARTS))
    return refuse(453, `a text takes more than ${MOST_PARTS} parts`);
  const read = await readRecipients(items, account.abroad, quirks);
  if (!read.ok) return refuse(read.code, read.reason);
  // From here to the answer nothing waits: what is judged is what is stored.
  if (world.accounts.get(account.key) !== account) return refuse(401, 'the account was reset meanwhile');
  const messages = texts.list.map((text, index): MessageInput => ({
    text,
    numbers: read.list.numbers[index] ?? [],
  }));
  const total = messages.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const tooMany = refuseTooMany(call, total);
  if (tooMany) return tooMany;
  const blocked = refuseBlocked(call, iys.commercial, messages);
  if (blocked) return blocked;
  const mark = fingerprint(
    account.key,
    messages,
    quirks.duplicateKey === 'with-sender' ? String(sender) : undefined,
  );
  if (world.duplicates.has(mark, now))
    return refuse(451, 'the same text went to the same recipients within 10 minutes');
  const price = cost(account, partsOf(messages, groups));
  if (price > account.balance) {
    return refuse(
      402,
      `the order costs ${price} and the account has ${account.balance} (in its billing units)`,
    );
  }
  const sendAt = schedule.kind === 'at' ? schedule.at : now;
  const order = store(call, { sender: String(sender), ...iys, groups, messages, price, sendAt });
  world.duplicates.remember(mark, now);
  const id = orderId(order.index);
  const note = schedule.kind === 'now' ? schedule.note : undefined;
  const dropped = read.list.dropped > 0 ? `${read.list.dropped} malformed numbers were dropped` : undefined;
  return {
    code: 200,
    result: { order: { id: quirks.sendOrderIdType === 'number' ? id : String(id) } },
    orderId: id,
    recipients: total,
    reason: [note, dropped].filter(Boolean).join('; ') || undefined,
    warnings: textWarnings(call, sender === APITEST, texts.list),
  };
};

function readIys(
  { account, world }: Call,
  input: unknown,
  test: boolean,
): Answer | { commercial?: RecipientType } {
  const { quirks } = world.settings;
  const iys = asText(field(input, 'iys'));
  if (test && iys !== '0' && quirks.apitestIys === 'force') return {};
  if (iys === undefined && quirks.iysField === 'optional') return {};
  if (iys === '0') return {};
  if (iys !== '1') return refuse(468, 'order.iys is missing or neither "0" nor "1"');
  if (test) return refuse(468, 'APITEST is sent with iys "0" (quirk apitestIys)');
  const list = field(input, 'iysList');
  if (list !== 'BIREYSEL' && list !== 'TACIR')
    return refuse(469, 'order.iysList is neither BIREYSEL nor TACIR');
  if (account.iysCode === undefined) return refuse(470, 'the account has no İYS code');
  return { commercial: list };
}

function toGroup({ account, world }: Call, text: string): TextGroup {
  const { quirks } = world.settings;
  const count = countSegments(text, {
    characterMode: account.characterMode,
    turkishLetterCost: quirks.turkishLetterCost === '1' ? 1 : 2,
  });
  return { text: count.text, parts: quirks.partsCounting === 'highest' ? count.partsMax : count.parts };
}

/** Why a marker in the text may not come back in webhooks. */
function textWarnings(call: Call, test: boolean, texts: readonly string[]): Warning[] {
  if (test) return [{ kind: 'text-replaced' }];
  const words = changedWords(texts, (word) => toGroup(call, word).text);
  const mode = call.account.characterMode;
  return words.length > 0 ? [{ kind: 'text-converted', mode, words }] : [];
}

function partsOf(messages: readonly MessageInput[], groups: readonly TextGroup[]): number {
  return messages.reduce((sum, { numbers }, index) => sum + numbers.length * (groups[index]?.parts ?? 0), 0);
}

function refuseTooMany({ world, account, now }: Call, total: number): Answer | undefined {
  const { quirks } = world.settings;
  if (total > MOST_RECIPIENTS && quirks.oversizedOrder !== 'accept') {
    const code = { 'refuse-453': 453, 'refuse-400': 400, 'refuse-503': 503 } as const;
    return refuse(code[quirks.oversizedOrder], `${total} recipients are above 50,000 (quirk oversizedOrder)`);
  }
  return quirks.rateLimit === 'refuse-503' && !world.rateLimiter.take(account.key, total, now)
    ? refuse(503, 'above 100 recipients in one second (quirk rateLimit)')
    : undefined;
}

/** Refuses when the blacklist or missing consents leave no recipient, or immediately where a quirk sets it. */
function refuseBlocked(
  { world, account }: Call,
  commercial: RecipientType | undefined,
  messages: readonly MessageInput[],
): Answer | undefined {
  const { quirks } = world.settings;
  const rules = new DeliveryRules(world.settings.rules);
  const count: Record<Block | 'none', number> = { blacklist: 0, consent: 0, none: 0 };
  for (const { numbers } of messages) {
    for (const number of numbers) count[blockOf(world, account, commercial, number, rules) ?? 'none'] += 1;
  }
  if (
    count.blacklist > 0 &&
    (quirks.blacklistedRecipients === 'refuse' || count.none + count.consent === 0)
  ) {
    return refuse(452, `${count.blacklist} recipients are on the account's blacklist`);
  }
  const refusesConsent =
    quirks.missingConsent === 'refuse-any' ||
    (quirks.missingConsent === 'refuse-when-none-left' && count.none === 0);
  return count.consent > 0 && refusesConsent ? refuse(469, NO_CONSENT) : undefined;
}

interface NewOrder {
  sender: string;
  commercial?: RecipientType;
  groups: readonly TextGroup[];
  messages: readonly MessageInput[];
  price: number;
  sendAt: number;
}

/** The commit: takes the credits, writes order and messages, and hands them to the carrier. */
function store({ world, carrier, account, now }: Call, input: NewOrder): Order {
  const index = world.orders.length;
  const first = world.messages.length;
  for (const [group, { numbers }] of input.messages.entries()) {
    for (const number of numbers) world.messages.add(number, index, group, now);
  }
  const order: Order = {
    index,
    account: account.key,
    sender: input.sender,
    commercial: input.commercial,
    groups: input.groups,
    first,
    total: world.messages.length - first,
    submitAt: now,
    sendAt: input.sendAt,
    phase: input.sendAt > now ? 'scheduled' : 'sending',
    delivered: 0,
    undelivered: 0,
    charged: input.price,
    acceptedAt: undefined,
    completedAt: undefined,
  };
  account.balance -= input.price;
  world.addOrder(order);
  carrier.submit(order);
  world.changed('orders');
  return order;
}
