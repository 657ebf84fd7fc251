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
import type { CampaignDetail, SubmitResult } from 'iletimerkezi-core';
import {
  CampaignReports,
  OutboxService,
  type CampaignPreview,
  type ReportRequest,
  toSubmitResult,
  type WithheldReport,
} from 'nest-iletimerkezi';
import { ResolveOrderDto, toResolution } from 'nest-iletimerkezi/dto';
import type { Observable } from 'rxjs';
import type { OrderCheck } from '../../shared/api/orders.js';
import { SendFilter } from '../http/problem.filter.js';
import { NewOrderDto } from './new-order.dto.js';
import { OrdersService } from './orders.service.js';
import { TestOrderDto } from './test-order.dto.js';

const Place = () => Query('order', new DefaultValuePipe(1), ParseIntPipe);

/** The maximum number of listed orders. */
const LISTED = 100;

/** Orders before and while they are sent. `createCampaignsController` has the routes for the time after that. */
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

  /** Emits the newest orders, then every order that changes. */
  @Sse('events')
  listEvents(@Req() request: ReportRequest): Promise<Observable<MessageEvent>> {
    return this.reports.liveList({ request, limit: LISTED });
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
