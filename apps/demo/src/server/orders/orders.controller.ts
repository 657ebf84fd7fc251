import {
  Body,
  Controller,
  DefaultValuePipe,
  Get,
  Headers,
  HttpStatus,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Res,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { MAX_RECIPIENTS, type OrderView, type RecipientPage } from '../../shared/api/orders.js';
import { problem, ProblemException } from '../http/problems.js';
import { NewOrderDto } from './new-order.dto.js';
import { OrderBook } from './order-book.js';
import { bookEvents, orderEvents } from './order-stream.js';
import { OrdersService } from './orders.service.js';
import type { TrackedOrder } from './tracked-order.js';

@Controller('api/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly book: OrderBook,
  ) {}

  /** 201 with the accepted order; 202 when no answer came and it may have been accepted. */
  @Post()
  async create(
    @Body() request: NewOrderDto,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OrderView> {
    const order = await this.orders.create(request, key);
    if (order.state === 'unknown') response.status(HttpStatus.ACCEPTED);
    return order.view();
  }

  @Get()
  list(): { orders: OrderView[] } {
    return { orders: this.book.list().map((order) => order.view()) };
  }

  /** Every order first, then each one that changes. */
  @Sse('events')
  listEvents(): Observable<MessageEvent> {
    return bookEvents(this.book);
  }

  @Get(':id')
  one(@Param('id') id: string): OrderView {
    return this.#find(id).view();
  }

  @Get(':id/recipients')
  recipients(
    @Param('id') id: string,
    @Query('offset', new DefaultValuePipe(0), ParseIntPipe) offset: number,
    @Query('limit', new DefaultValuePipe(MAX_RECIPIENTS), ParseIntPipe) limit: number,
  ): RecipientPage {
    return this.#find(id).page(Math.max(0, offset), Math.min(Math.max(0, limit), MAX_RECIPIENTS));
  }

  /** The live report. A reader that comes back with `Last-Event-ID` gets exactly what it missed. */
  @Sse(':id/events')
  events(@Param('id') id: string, @Headers('last-event-id') lastEventId?: string): Observable<MessageEvent> {
    return orderEvents(this.book, this.#find(id), lastEventId);
  }

  #find(id: string): TrackedOrder {
    const order = this.book.find(id);
    if (order === undefined) throw new ProblemException(404, problem('order-not-found'));
    return order;
  }
}
