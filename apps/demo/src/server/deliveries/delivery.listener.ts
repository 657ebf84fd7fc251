import { Injectable } from '@nestjs/common';
import { OnDelivery, type Delivery } from 'nest-iletimerkezi';
import type { DeliveryStatus } from '../../shared/api/orders.js';
import { LostOrders } from '../orders/lost-orders.js';
import { OrderBook } from '../orders/order-book.js';

/** Carries every delivery report of the webhook to the order it belongs to. */
@Injectable()
export class DeliveryListener {
  constructor(
    private readonly book: OrderBook,
    private readonly lost: LostOrders,
  ) {}

  @OnDelivery()
  async take(delivery: Delivery): Promise<void> {
    this.book.record({ orderId: delivery.orderId, number: delivery.to, status: statusOf(delivery.status) });
    if (!this.book.knows(delivery.orderId)) await this.lost.consider(delivery);
  }
}

/** `accepted` means that the operator has the message: for the reader it still waits. */
function statusOf(status: Delivery['status']): DeliveryStatus {
  return status === 'accepted' ? 'waiting' : status;
}
