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
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import type {
  OrderCheck,
  OrderDetail,
  OrderView,
  RecipientPage,
  WithheldList,
} from '../../shared/api/orders.js';
import { LiveOrders } from './live-orders.js';
import { NewOrderDto } from './new-order.dto.js';
import { OrderDecisionDto } from './order-decision.dto.js';
import { cursorOf, listEvents, orderEvents } from './order-stream.js';
import { OrdersService } from './orders.service.js';

const Place = () => Query('order', new DefaultValuePipe(1), ParseIntPipe);

@ApiTags('orders')
@Controller('api/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly live: LiveOrders,
  ) {}

  /** Responds with 201 when the order is on disk. */
  @Post()
  create(
    @Body() request: NewOrderDto,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<OrderDetail> {
    return this.orders.create(request, key);
  }

  /** Returns the result of a dry run. */
  @Post('check')
  @HttpCode(200)
  check(@Body() request: NewOrderDto): Promise<OrderCheck> {
    return this.orders.check(request);
  }

  @Get()
  async list(): Promise<{ orders: OrderView[] }> {
    return { orders: await this.orders.list() };
  }

  /** Streams the newest orders, then each one that changes. */
  @Sse('events')
  listEvents(): Observable<MessageEvent> {
    return listEvents(this.live, () => this.orders.list());
  }

  @Get(':id')
  one(@Param('id') id: string): Promise<OrderDetail> {
    return this.orders.find(id);
  }

  /** Returns the recipients of an order. */
  @Get(':id/recipients')
  async recipients(@Param('id') id: string, @Place() place: number): Promise<RecipientPage> {
    const { detail, order } = await this.orders.findOrder(id, place);
    const watched = await this.live.watch(detail, order);
    try {
      await watched.catchUp(order);
      return { cursor: cursorOf(watched), ...watched.recipients.columns() };
    } finally {
      watched.leave();
    }
  }

  /** Streams the live report of an order. `Last-Event-ID` or `after` resumes it. */
  @Sse(':id/events')
  async events(
    @Param('id') id: string,
    @Place() place: number,
    @Query('after') after?: string,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<Observable<MessageEvent>> {
    const read = () => this.orders.findOrder(id, place);
    await read();
    return orderEvents({ read, live: this.live }, lastEventId ?? after);
  }

  /** Returns the withheld recipients of an order and their reasons. */
  @Get(':id/withheld')
  withheld(@Param('id') id: string, @Place() place: number): Promise<WithheldList> {
    return this.orders.withheld(id, place);
  }

  @Post(':id/pause')
  @HttpCode(200)
  pause(@Param('id') id: string): Promise<OrderDetail> {
    return this.orders.pause(id);
  }

  @Post(':id/resume')
  @HttpCode(200)
  resume(@Param('id') id: string): Promise<OrderDetail> {
    return this.orders.resume(id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Param('id') id: string): Promise<OrderDetail> {
    return this.orders.cancel(id);
  }

  @Post(':id/orders/:orderId/resolve')
  @HttpCode(200)
  resolve(
    @Param('id') id: string,
    @Param('orderId') orderId: string,
    @Body() decision: OrderDecisionDto,
  ): Promise<OrderDetail> {
    return this.orders.resolve(id, orderId, decision);
  }
}
