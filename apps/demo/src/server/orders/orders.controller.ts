import {
  Body,
  Controller,
  DefaultValuePipe,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Req,
  Sse,
  UseFilters,
  type MessageEvent,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CampaignDetail, CampaignReport, SubmitResult } from 'iletimerkezi-core';
import {
  CampaignReports,
  OutboxService,
  type CampaignCosts,
  type CampaignPreview,
  type RecipientCost,
  type ReportRequest,
  toSubmitResult,
  type WithheldReport,
} from 'nest-iletimerkezi';
import { CampaignOptionsDto, ResolveOrderDto, toEnqueueOptions, toResolution } from 'nest-iletimerkezi/dto';
import type { Observable } from 'rxjs';
import type { OrderCheck } from '../../shared/api/orders.js';
import { SendFilter } from '../http/problem.filter.js';
import { NewOrderDto } from './new-order.dto.js';
import { OrdersService } from './orders.service.js';
import { TestOrderDto } from './test-order.dto.js';

const Place = () => Query('order', new DefaultValuePipe(1), ParseIntPipe);

/** The maximum number of listed orders. */
const LISTED = 100;

@ApiTags('orders')
@Controller('api/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly outbox: OutboxService,
    private readonly reports: CampaignReports,
  ) {}

  /** Stores the order on disk and returns 201 with its `campaignId`. The outbox submits it. */
  @Post()
  @UseFilters(SendFilter)
  async create(
    @Body() request: NewOrderDto,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<SubmitResult> {
    return toSubmitResult(await this.orders.create(request, key));
  }

  /** Returns who would get the order, who would not and why, its cost and its time. Writes nothing. */
  @Post('preview')
  @HttpCode(200)
  preview(@Body() request: NewOrderDto): Promise<CampaignPreview> {
    return this.orders.preview(request);
  }

  /** Sends a text to its author before the order. */
  @Post('test')
  @UseFilters(SendFilter)
  async test(@Body() request: TestOrderDto): Promise<SubmitResult> {
    return toSubmitResult(await this.orders.test(request));
  }

  /** Returns the result of a dry run. */
  @Post('check')
  @HttpCode(200)
  check(@Body() request: NewOrderDto): Promise<OrderCheck> {
    return this.orders.check(request);
  }

  @Get()
  async list(): Promise<{ campaigns: CampaignReport[] }> {
    return { campaigns: await this.reports.list(LISTED) };
  }

  /** Emits the newest orders, then every order that changes. */
  @Sse('events')
  listEvents(@Req() request: ReportRequest): Promise<Observable<MessageEvent>> {
    return this.reports.liveList({ request, limit: LISTED });
  }

  @Get(':id')
  one(@Param('id') id: string): Promise<CampaignDetail> {
    return this.reports.read(id);
  }

  /** The live report of an order with its recipients. Resumes after `Last-Event-ID`. */
  @Sse(':id/events')
  events(
    @Param('id') id: string,
    @Place() place: number,
    @Req() request: ReportRequest,
  ): Promise<Observable<MessageEvent>> {
    return this.reports.live(id, { request, place });
  }

  /** Returns the withheld recipients of an order and their reasons. */
  @Get(':id/withheld')
  withheld(@Param('id') id: string, @Place() place: number): Promise<WithheldReport> {
    return this.reports.withheld(id, place);
  }

  @Post(':id/pause')
  @HttpCode(200)
  async pause(@Param('id') id: string): Promise<CampaignDetail> {
    await this.outbox.campaign(id).pause();
    return this.reports.read(id);
  }

  @Post(':id/resume')
  @HttpCode(200)
  async resume(@Param('id') id: string): Promise<CampaignDetail> {
    await this.outbox.campaign(id).resume();
    return this.reports.read(id);
  }

  /** Cancels the orders that were not submitted. */
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id') id: string): Promise<CampaignDetail> {
    await this.outbox.campaign(id).cancel();
    return this.reports.read(id);
  }

  /** Returns what was billed for a campaign, and the estimate for orders that are not billed yet. */
  @Get(':id/costs')
  costs(@Param('id') id: string): Promise<CampaignCosts> {
    return this.outbox.campaign(id).costs();
  }

  /** Returns the estimate for each recipient of an order. */
  @Get(':id/orders/:orderId/costs')
  recipientCosts(@Param('id') id: string, @Param('orderId') orderId: string): Promise<RecipientCost[]> {
    return this.outbox.campaign(id).recipientCosts(orderId);
  }

  /** Sends a campaign again, to all its recipients. */
  @Post(':id/duplicate')
  @UseFilters(SendFilter)
  async duplicate(@Param('id') id: string, @Body() body: CampaignOptionsDto): Promise<SubmitResult> {
    return toSubmitResult(await this.orders.repeat('duplicate', id, toEnqueueOptions(body)));
  }

  /** Sends a campaign again, to the recipients whose message was not delivered. */
  @Post(':id/resend')
  @UseFilters(SendFilter)
  async resend(@Param('id') id: string, @Body() body: CampaignOptionsDto): Promise<SubmitResult> {
    return toSubmitResult(await this.orders.repeat('resendUndelivered', id, toEnqueueOptions(body)));
  }

  /** Resolves a held order. */
  @Post(':id/orders/:orderId/resolve')
  @HttpCode(200)
  async resolve(
    @Param('id') id: string,
    @Param('orderId') orderId: string,
    @Body() decision: ResolveOrderDto,
  ): Promise<CampaignDetail> {
    await this.outbox.resolve(orderId, toResolution(decision));
    return this.reports.read(id);
  }
}
