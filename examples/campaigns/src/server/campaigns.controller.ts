import { Body, Controller, Get, Param, Post, Req, Sse, UseFilters } from '@nestjs/common';
import {
  AccountService,
  CampaignReports,
  type ReportRequest,
  SubmitResultFilter,
  toBalance,
  toSubmitResult,
} from 'nest-iletimerkezi';
import { CampaignsService } from './campaigns.service.js';
import { NewCampaignDto } from './new-campaign.dto.js';

@Controller('api')
@UseFilters(SubmitResultFilter)
export class CampaignsController {
  constructor(
    private readonly account: AccountService,
    private readonly campaigns: CampaignsService,
    private readonly reports: CampaignReports,
  ) {}

  @Get('account')
  async read() {
    const balance = toBalance(await this.account.balance(), this.account.billing);
    return { senders: await this.account.senders(), balance };
  }

  @Get('campaigns')
  list() {
    return this.campaigns.list();
  }

  @Post('campaigns')
  async create(@Body() dto: NewCampaignDto) {
    return toSubmitResult(await this.campaigns.create(dto));
  }

  /** Sends the report, then every change of it. */
  @Sse('campaigns/:id/events')
  events(@Param('id') id: string, @Req() request: ReportRequest) {
    return this.reports.live(id, { request });
  }
}
