import { type Audience, type E164, InputError, isInputError, withFooter } from 'iletimerkezi-core';
import { newId } from '../common/ids.js';
import type { ConsentNotice, ConsentNotices, PreparedNotice } from '../consents/ledger/consent-notices.js';
import { EnqueueStatements } from '../storage/outbox/enqueue.js';
import { prepareOrder } from './enqueue.js';
import { checkHead, type EnqueueAccount } from './enqueue-input.js';

/** Enqueues notices of consents as transactional messages. */
export class OutboxConsentNotices implements ConsentNotices {
  readonly #account: EnqueueAccount;

  constructor(account: EnqueueAccount) {
    this.#account = account;
  }

  check(notice: ConsentNotice): void {
    try {
      checkHead(this.#account, this.#messageOf({ ...notice }));
    } catch (error) {
      if (!isInputError(error)) throw error;
      throw new InputError(error.faults.map((fault) => ({ ...fault, path: `notify.${fault.path}` })));
    }
  }

  prepare(notice: ConsentNotice, { number, audience }: { number: E164; audience: Audience }): PreparedNotice {
    const id = newId();
    const message = this.#messageOf(notice);
    // The link refuses messages to the type of recipient that consented, which a transactional order does not have.
    const text = this.#account.optOut?.fill(message.text, { number, audience }) ?? message.text;
    const enqueue = prepareOrder(
      this.#account,
      { ...message, text, recipients: [number] },
      { lane: 'instant', campaignId: id },
    );
    return {
      id,
      enqueue: async (tx) => {
        await enqueue(new EnqueueStatements(tx));
      },
    };
  }

  #messageOf({ text, sender }: ConsentNotice) {
    const { brand } = this.#account;
    const lawful =
      brand === undefined || typeof text !== 'string' || text.trim() === ''
        ? text
        : withFooter(text, { ...brand, checks: { ...brand.checks, identity: false, contact: false } });
    return { kind: 'transactional', text: lawful, ...(sender !== undefined && { sender }) } as const;
  }
}
