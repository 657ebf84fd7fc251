import type { IletimerkeziClient } from 'iletimerkezi-core';
import type { AccountService } from '../client/account.service.js';
import type { BlacklistService } from '../client/blacklist.service.js';
import type { ReportsService } from '../client/reports.service.js';
import type { ConsentsService } from '../consents/consents.service.js';
import type { OutboxService } from '../outbox/outbox.service.js';
import type { PhoneVerificationService } from '../phone-verification/phone-verification.service.js';
import type { SmsService } from '../sending/sms.service.js';
import type { TemplatesService } from '../templates/templates.service.js';
import type { BackgroundStatus, WorkerGroup } from '../worker/worker-group.js';

/** The services of one account. */
interface AccountServices extends Omit<IletimerkeziAccount, 'background'> {
  /** The workers on the account's database. Undefined without storage. */
  readonly workers: WorkerGroup | undefined;
}

/** One account with all its services, as returned by {@link IletimerkeziAccounts}. */
export class IletimerkeziAccount {
  /** The module's setting `account`. */
  readonly name: string;
  readonly sms: SmsService;
  readonly reports: ReportsService;
  readonly account: AccountService;
  readonly blacklist: BlacklistService;
  readonly consents: ConsentsService;
  readonly outbox: OutboxService;
  readonly templates: TemplatesService;
  readonly phoneVerification: PhoneVerificationService;
  readonly client: IletimerkeziClient;
  readonly #workers: WorkerGroup | undefined;

  constructor({ workers, ...services }: AccountServices) {
    this.name = services.name;
    this.sms = services.sms;
    this.reports = services.reports;
    this.account = services.account;
    this.blacklist = services.blacklist;
    this.consents = services.consents;
    this.outbox = services.outbox;
    this.templates = services.templates;
    this.phoneVerification = services.phoneVerification;
    this.client = services.client;
    this.#workers = workers;
  }

  /**
   * The background work of this process for the account: its database, and each worker with its latest error. Includes
   * workers that serve all accounts of the database. Undefined without `storage`. Makes no query.
   */
  get background(): BackgroundStatus | undefined {
    const status = this.#workers?.status;
    const isOwn = (account: string | undefined): boolean => account === undefined || account === this.name;
    return status && { ...status, workers: status.workers.filter(({ account }) => isOwn(account)) };
  }
}
