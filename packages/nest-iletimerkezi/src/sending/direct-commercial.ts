import { InputError, type E164, type ParsedOrder } from 'iletimerkezi-core';
import { newId } from '../common/ids.js';
import type { SendingHours } from '../options/sending-hours.js';
import type { ContactsRepository } from '../storage/frequency/contacts.repository.js';
import { OutsideHoursError } from './outside-hours.error.js';

/** Recipients of a direct commercial send that count in the frequency cap. */
export interface Contacted {
  /** Recipients who have got as many messages as the cap allows. */
  readonly tooOften: readonly E164[];
  /** Uncounts the others, if the order certainly did not leave. */
  readonly release: () => Promise<void>;
}

const NONE: Contacted = { tooOften: [], release: async () => undefined };

/** Applies sending hours and frequency cap to direct commercial sends. */
export class DirectCommercial {
  constructor(
    private readonly hours: SendingHours | undefined,
    private readonly contacts: ContactsRepository | undefined,
  ) {}

  /**
   * Checks when an order is delivered: now, by the clock of this process, or at its `sendAt`.
   * @throws OutsideHoursError, or InputError for its `sendAt`, with the next opening.
   */
  checkHours({ kind, sendAt }: Pick<ParsedOrder, 'kind' | 'sendAt'>): void {
    if (kind !== 'commercial' || this.hours === undefined) return;
    if (sendAt === undefined) {
      const now = new Date();
      if (!this.hours.isOpen(now)) throw new OutsideHoursError(this.hours.nextOpening(now));
      return;
    }
    const fault = this.hours.sendAtFault('sendAt', sendAt);
    if (fault) throw new InputError([fault], 'send-sms');
  }

  /**
   * Counts an order for its recipients, before it is sent.
   * @param sendAt when the provider delivers it; now if undefined.
   */
  async count(numbers: readonly E164[], sendAt: Date | undefined): Promise<Contacted> {
    const { contacts } = this;
    if (contacts === undefined) return NONE;
    const id = newId();
    const tooOften = await contacts.reserveDirect(id, numbers, sendAt);
    return { tooOften, release: () => contacts.release(id, numbers) };
  }
}
