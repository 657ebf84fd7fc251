import { Controller, Get, Req } from '@nestjs/common';
import { MAX_RECIPIENTS } from 'iletimerkezi-core';
import { AccountService, toBalance, type BalanceView } from 'nest-iletimerkezi';
import { MAX_CAMPAIGN } from 'nest-iletimerkezi/dto';
import type { Setup } from '../../shared/api/setup.js';
import { DemoSettings } from '../demo-settings.js';
import { KnownSenders } from './known-senders.js';
import type { DemoUser } from '../http/login.guard.js';

/** Account data and settings of the server. */
@Controller('api')
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly known: KnownSenders,
    private readonly settings: DemoSettings,
  ) {}

  @Get('setup')
  setup(@Req() request: { user?: DemoUser }): Setup {
    const { provider, emulatorUrl, characterMode, keepsConsents, verifiesPhones } = this.settings;
    return {
      provider,
      emulatorUrl,
      characterMode,
      billing: this.account.billing,
      keepsConsents,
      verifiesPhones,
      maxRecipients: MAX_RECIPIENTS,
      maxCampaign: MAX_CAMPAIGN,
      user: request.user?.name ?? '',
    };
  }

  @Get('senders')
  async senders(): Promise<{ senders: readonly string[] }> {
    return { senders: await this.known.read() };
  }

  @Get('balance')
  async balance(): Promise<BalanceView> {
    return toBalance(await this.account.balance(), this.account.billing);
  }
}
