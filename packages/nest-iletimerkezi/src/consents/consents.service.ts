import { Injectable } from '@nestjs/common';
import {
  InputError,
  type CallOptions,
  type ConsentQuery,
  type ConsentRecord,
  type ConsentState,
} from 'iletimerkezi-core';
import { AccountContext } from '../client/account.context.js';
import type { ConsentLedger } from './ledger/consent-ledger.js';
import type { OptOut, OptOutEntry, RecordOptions } from './ledger/ledger.types.js';

type WithOwnBrand<Input> = Omit<Input, 'brandCode'> & {
  /** Default: the option `brandCode`. */
  brandCode?: string;
};

/** Whose consent, for what. */
export type CheckConsentInput = WithOwnBrand<ConsentQuery>;

/** A consent or refusal to hand over. */
export interface RegisterConsentEntry extends Omit<ConsentRecord, 'consentDate'> {
  /** When it was given; absent: now. Of a refusal it is used only with `history`. */
  consentDate?: Date;
}

/** Consents to hand over, 1 to 5,000: all of them are taken or, if one is refused, none. */
export interface RegisterConsentsInput {
  records: readonly RegisterConsentEntry[];
  /** Default: the option `brandCode`. */
  brandCode?: string | number;
  /** Registers refusals by their own dates, as records of another system. Default: a refusal is dated now. */
  history?: boolean;
}

/** Asks the İYS registry for consents and hands new ones over, through the provider. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly account: AccountContext,
    private readonly ledger: ConsentLedger,
  ) {}

  /**
   * The registry's newest record of a recipient. Do not keep the answer longer than an hour.
   * Source: provider documentation, iys-check.
   */
  async check(input: CheckConsentInput, options?: CallOptions): Promise<ConsentState> {
    const query = { ...input, brandCode: this.brandCode(input, 'iys-check') };
    return this.account.client.checkConsent(query, options);
  }

  /**
   * Hands consents over. Success means queued, not registered: look important ones up afterwards with `check()`.
   * Source: provider documentation, iys-register.
   *
   * A refusal is dated by this server's clock whatever date it has, as in the ledger: the registry takes only what is
   * newer (İYS developer documentation, V178), so the date of a slow device would lose it. A consent keeps its date.
   * @throws InputError with every fault of every record, before anything leaves.
   */
  async register(input: RegisterConsentsInput, options?: CallOptions): Promise<void> {
    const brandCode = this.brandCode(input, 'iys-register');
    const now = new Date();
    const dated = (entry: RegisterConsentEntry): ConsentRecord => {
      const isArrival = entry.status === 'RET' && input.history !== true;
      // JSON writes an invalid date as null: that is a fault, and only a date that is left out is now.
      const { consentDate = now } = entry;
      return { ...entry, consentDate: isArrival ? now : consentDate };
    };
    // The client refuses an empty list, and so what is no list.
    const records = Array.isArray(input.records) ? input.records.map(dated) : [];
    return this.account.client.registerConsents({ brandCode, records }, options);
  }

  /**
   * Takes note that somebody wants no more messages: for a STOP link or a reply. It counts from this moment, for people
   * never heard of as well, and again costs nothing. Its registration is queued; a refusal that the registry takes only
   * after an earlier record is `held`, and binding here all the same.
   * @param options `tx`: the host's transaction, from an adapter; it counts when that commits.
   * @throws ConsentRefusedError when it is no recipient; LedgerError without `storage` or brand code.
   *
   * @example
   * await consents.optOut({ recipient: phone, recipientType: 'BIREYSEL', channel: 'MESAJ' });
   */
  optOut(entry: OptOutEntry, options?: RecordOptions): Promise<OptOut> {
    return this.ledger.optOut(entry, options);
  }

  private brandCode<Brand extends string | number>(
    input: { brandCode?: Brand },
    endpoint: 'iys-check' | 'iys-register',
  ): Brand | string {
    const brandCode = input.brandCode ?? this.account.options.brandCode;
    if (brandCode !== undefined) return brandCode;
    const message = 'name a brand code, or set brandCode in the options of the module';
    const messageTr = 'bir marka kodu verin ya da modülün seçeneklerinde brandCode belirleyin';
    throw new InputError([{ path: 'brandCode', message, messageTr }], endpoint);
  }
}
