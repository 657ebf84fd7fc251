import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { MessageEvent } from '@nestjs/common';
import type { OrderFrame, OrderView } from '../../shared/api/orders.js';
import { OrderBook } from './order-book.js';
import { bookEvents, orderEvents } from './order-stream.js';

const numbers = Array.from({ length: 50 }, (_, index) => `+9053000000${String(index).padStart(2, '0')}`);

function setUp() {
  jest.useFakeTimers();
  const book = new OrderBook();
  const order = book.add({
    id: 'a',
    sender: 'EMULATOR',
    text: 'Merhaba',
    purpose: { kind: 'transactional' },
    parts: 1,
    duplicates: 0,
    numbers,
  });
  book.accept(order, '77');
  const deliver = (from: number, to: number) => {
    for (const number of numbers.slice(from, to)) book.record({ orderId: '77', number, status: 'delivered' });
  };
  return { book, order, deliver };
}

afterEach(() => {
  jest.useRealTimers();
});

const frameOf = (event: MessageEvent | undefined) => event?.data as OrderFrame;

describe('orderEvents', () => {
  it('begins with everything, then sends at most ten frames a second, and loses no change', () => {
    const { book, order, deliver } = setUp();
    deliver(0, 5);
    const events: MessageEvent[] = [];
    orderEvents(book, order).subscribe((event) => events.push(event));
    expect(frameOf(events[0]).changes).toHaveLength(5);
    for (let step = 5; step < 45; step += 1) {
      deliver(step, step + 1);
      jest.advanceTimersByTime(25);
    }
    jest.advanceTimersByTime(100);
    expect(events.length).toBeLessThanOrEqual(1 + 11);
    const changed = events.flatMap((event) => frameOf(event).changes.map(([index]) => index));
    expect(changed.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 45 }, (_, index) => index));
  });

  it('resumes after the last event id with exactly what was missed', () => {
    const { book, order, deliver } = setUp();
    const events: MessageEvent[] = [];
    const reader = orderEvents(book, order).subscribe((event) => events.push(event));
    deliver(0, 3);
    jest.advanceTimersByTime(100);
    reader.unsubscribe();
    deliver(3, 7);
    const resumed: MessageEvent[] = [];
    orderEvents(book, order, events.at(-1)?.id).subscribe((event) => resumed.push(event));
    expect(frameOf(resumed[0]).changes.map(([index]) => index)).toEqual([3, 4, 5, 6]);
  });

  it('sends everything to a reader whose last id is from another run of the server', () => {
    const { book, order, deliver } = setUp();
    deliver(0, 3);
    const events: MessageEvent[] = [];
    orderEvents(book, order, 'other-999').subscribe((event) => events.push(event));
    expect(frameOf(events[0]).changes).toHaveLength(3);
  });

  it('ends when the server stops', () => {
    const { book, order } = setUp();
    let ended = false;
    orderEvents(book, order).subscribe({ complete: () => (ended = true) });
    book.beforeApplicationShutdown();
    expect(ended).toBe(true);
  });
});

describe('bookEvents', () => {
  it('begins with every order and then brings those that changed', () => {
    const { book, deliver } = setUp();
    const events: MessageEvent[] = [];
    bookEvents(book).subscribe((event) => events.push(event));
    deliver(0, 50);
    jest.advanceTimersByTime(500);
    const orders = events.map((event) => (event.data as { orders: OrderView[] }).orders);
    expect(orders).toHaveLength(2);
    expect(orders[1]?.[0]).toMatchObject({ id: 'a', state: 'completed' });
  });
});

describe('OrderBook', () => {
  it('keeps reports that overtake the answer with the order id', () => {
    const { book } = setUp();
    const late = book.add({
      id: 'b',
      sender: 'EMULATOR',
      text: 'Merhaba',
      purpose: { kind: 'transactional' },
      parts: 1,
      duplicates: 0,
      numbers,
    });
    book.record({ orderId: '78', number: numbers[0]!, status: 'delivered' });
    expect(late.view().counts.delivered).toBe(0);
    book.accept(late, '78');
    expect(late.view().counts.delivered).toBe(1);
  });
});
