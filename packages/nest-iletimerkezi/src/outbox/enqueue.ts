import { checkOrder, InputError, MAX_RECIPIENTS, parseRecipient, type SmsOrder } from 'iletimerkezi-core';
import type { HostTransaction } from '../storage/host-transaction.js';
import { guardOf, type GuardRules } from '../consents/consents.options.js';
import { EnqueueStatements, type NewOrder } from '../storage/outbox/enqueue.js';
import type { Lane } from '../storage/schema.js';
import { newId } from '../basics/ids.js';
import { OutboxError } from './outbox.errors.js';
import type { CampaignMessage, CampaignRecipient, EnqueueOptions, OutboxMessage } from './outbox.types.js';

/** Recipients of an order in the instant lane. Source: provider documentation, overview, usage limits. */
const INSTANT_LIMIT = 100;

/** Rows per statement: as fast as larger ones, and the process is not kept for long by any. */
const BATCH = 1_000;

/** What enqueuing knows of the account. */
export interface EnqueueAccount {
  readonly name: string;
  readonly defaultSender?: string;
  readonly characterMode?: 'english' | 'turkish' | 'unicode';
  readonly abroad?: boolean;
  /** What commercial messages are guarded by; undefined where there is no brand code. */
  readonly guard?: GuardRules;
}

type Head = Omit<NewOrder, 'id' | 'campaign' | 'texts' | 'recipientCount'>;

/** A message that fits into one order: checked, each recipient once. @returns the campaign's id. */
export async function enqueueOrder(
  tx: HostTransaction,
  account: EnqueueAccount,
  message: OutboxMessage,
  options: EnqueueOptions,
): Promise<string> {
  refuseNul(options.dedupeKey ?? '', 'The `dedupeKey`');
  const { checked, order } = checkedOrder(account, message);
  const messages = 'messages' in order ? order.messages : [order];
  const indexOf = new Map<string, number>();
  let given = 0;
  messages.forEach(({ recipients }, index) => {
    given += recipients.length;
    for (const number of recipients) {
      const first = indexOf.get(number) ?? index;
      if (messages[first]?.text !== messages[index]?.text) throw twoTexts();
      indexOf.set(number, first);
    }
  });
  const id = newId();
  const campaign = newId();
  const lane = options.lane ?? (indexOf.size > INSTANT_LIMIT ? 'bulk' : 'instant');
  return new EnqueueStatements(tx).enqueue(
    {
      id: campaign,
      account: account.name,
      dedupeKey: options.dedupeKey,
      duplicates: given - indexOf.size,
    },
    {
      ...headOf(account, checked, options, lane),
      id,
      campaign,
      texts: messages.map(({ text }) => text),
      recipientCount: indexOf.size,
    },
    {
      campaign,
      order: id,
      numbers: [...indexOf.keys()],
      ...(messages.length > 1 && { textIndexes: [...indexOf.values()] }),
    },
    guardOf(account.guard, message),
  );
}

/**
 * A stream of recipients, cut into orders of 50,000. All of it in one transaction, so that a campaign is there
 * whole or not at all; rows pass through, memory stays flat.
 */
export async function enqueueStream(
  tx: HostTransaction,
  account: EnqueueAccount,
  message: CampaignMessage,
  recipients: AsyncIterable<CampaignRecipient> | Iterable<CampaignRecipient>,
  options: EnqueueOptions,
): Promise<string> {
  refuseNul(options.dedupeKey ?? '', 'The `dedupeKey`');
  const statements = new EnqueueStatements(tx);
  const campaign = newId();
  const existing = await statements.begin({
    id: campaign,
    account: account.name,
    dedupeKey: options.dedupeKey,
  });
  if (existing !== campaign) return existing;

  const cutter = new OrderCutter(statements, account, message, options, campaign);
  let row = 0;
  for await (const recipient of recipients) await cutter.add(recipient, (row += 1));
  await cutter.finish();
  return campaign;
}

class OrderCutter {
  #order = newId();
  #texts: string[] = [];
  #indexOfText = new Map<string, number>();
  #numbers: string[] = [];
  #textIndexes: number[] = [];
  #filled = 0;
  #given = 0;
  #placed = 0;

  constructor(
    private readonly statements: EnqueueStatements,
    private readonly account: EnqueueAccount,
    private readonly message: CampaignMessage,
    private readonly options: EnqueueOptions,
    private readonly campaign: string,
  ) {}

  async add(recipient: CampaignRecipient, row: number): Promise<void> {
    const { to, text } =
      typeof recipient === 'string' ? { to: recipient, text: this.message.text } : recipient;
    const number = parseRecipient(to, { abroad: this.account.abroad });
    if (!number.ok)
      throw faultIn(
        row,
        `this is no number that messages can go to (${number.reason})`,
        'bu numaraya mesaj gitmez',
      );
    this.#numbers.push(number.value);
    this.#textIndexes.push(this.#indexOf(text, row));
    this.#given += 1;
    if (this.#numbers.length >= Math.min(BATCH, MAX_RECIPIENTS - this.#filled)) await this.#flush();
  }

  async finish(): Promise<void> {
    await this.#flush();
    if (this.#filled > 0) await this.#close();
    if (this.#placed === 0)
      throw new OutboxError('no-recipients', 'A campaign needs at least one recipient.');
    if (this.#given > this.#placed) {
      await this.statements.countDuplicates(this.campaign, this.#given - this.#placed);
    }
  }

  /** Each new text is checked once, with a stand-in for its recipients. */
  #indexOf(text: string | undefined, row: number): number {
    if (text === undefined)
      throw new OutboxError('no-text', `Recipient ${row} has no text, and the message has none for all.`);
    const known = this.#indexOfText.get(text);
    if (known !== undefined) return known;
    const { order } = checkedOrder(this.account, { ...this.message, text, recipients: [STAND_IN] });
    const index = this.#texts.push('text' in order ? order.text : text) - 1;
    this.#indexOfText.set(text, index);
    return index;
  }

  async #flush(): Promise<void> {
    if (this.#numbers.length === 0) return;
    const added = await this.statements.addRecipients(
      {
        campaign: this.campaign,
        order: this.#order,
        numbers: this.#numbers,
        ...(this.#texts.length > 1 && { textIndexes: this.#textIndexes }),
      },
      guardOf(this.account.guard, this.message),
    );
    this.#filled += added;
    this.#placed += added;
    this.#numbers = [];
    this.#textIndexes = [];
    if (this.#filled >= MAX_RECIPIENTS) await this.#close();
  }

  async #close(): Promise<void> {
    const { checked } = checkedOrder(this.account, {
      ...this.message,
      text: this.#texts[0] ?? '',
      recipients: [STAND_IN],
    });
    await this.statements.addOrder(
      {
        ...headOf(this.account, checked, this.options, this.options.lane ?? 'bulk'),
        id: this.#order,
        campaign: this.campaign,
        texts: this.#texts,
        recipientCount: this.#filled,
      },
      guardOf(this.account.guard, this.message),
    );
    this.#order = newId();
    this.#texts = [];
    this.#indexOfText = new Map();
    this.#filled = 0;
  }
}

/** A well-formed number to check an order's other parts with; it is never stored or sent. */
const STAND_IN = '+905300000000';

interface CheckedHead {
  readonly sender: string;
  readonly sendAt?: Date;
  readonly kind: 'transactional' | 'commercial';
  readonly audience?: 'BIREYSEL' | 'TACIR';
}

function checkedOrder(
  account: EnqueueAccount,
  given: OutboxMessage,
): { checked: CheckedHead; order: SmsOrder } {
  const sender = given.sender ?? account.defaultSender ?? '';
  const result = checkOrder({ ...given, sender }, account);
  if (!result.ok) throw new InputError(result.faults, 'send-sms');
  const order = result.value;
  for (const { text } of 'messages' in order ? order.messages : [order]) refuseNul(text, 'A text');
  const { sendAt, kind } = order;
  return {
    order,
    checked: { sender, sendAt, kind, ...(order.kind === 'commercial' && { audience: order.audience }) },
  };
}

function headOf(account: EnqueueAccount, checked: CheckedHead, options: EnqueueOptions, lane: Lane): Head {
  const { notBefore, notAfter } = options;
  if (notAfter && notAfter.getTime() <= Math.max(Date.now(), notBefore?.getTime() ?? 0)) {
    throw new OutboxError(
      'bad-time',
      '`notAfter` is over already, or not after `notBefore`: it could never be sent.',
    );
  }
  return { ...checked, account: account.name, lane, notBefore, notAfter };
}

const faultIn = (row: number, message: string, messageTr: string): InputError =>
  new InputError([{ path: `recipients[${row - 1}]`, message, messageTr }], 'send-sms');

/** Said before the database says it, because its error would end the host's transaction. */
function refuseNul(text: string, what: string): void {
  if (text.includes('\0'))
    throw new OutboxError('nul', `${what} holds a NUL character, which PostgreSQL cannot keep. Take it out.`);
}

const twoTexts = (): OutboxError =>
  new OutboxError(
    'two-texts',
    'One recipient stands under two different texts of one message. Enqueue the texts as two messages: ' +
      'within one, each recipient gets one text and one delivery state.',
  );
