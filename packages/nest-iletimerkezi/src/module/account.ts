import { Injectable } from '@nestjs/common';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { AccountService } from '../client/account.service.js';
import { BlacklistService } from '../client/blacklist.service.js';
import { ConsentsService } from '../consents/consents.service.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { ReportsService } from '../client/reports.service.js';
import { SmsService } from '../sending/sms.service.js';
import { AccountContext } from '../client/account.context.js';
import { IletimerkeziAccounts } from './accounts.js';

/** One account with all its services, as returned by {@link IletimerkeziAccounts}. */
@Injectable()
export class IletimerkeziAccount {
  /** The module's setting `account`. */
  readonly name: string;

  constructor(
    context: AccountContext,
    accounts: IletimerkeziAccounts,
    readonly sms: SmsService,
    readonly reports: ReportsService,
    readonly account: AccountService,
    readonly blacklist: BlacklistService,
    readonly consents: ConsentsService,
    readonly outbox: OutboxService,
    readonly client: IletimerkeziClient,
  ) {
    this.name = context.name;
    accounts.add(context, this);
  }
}
