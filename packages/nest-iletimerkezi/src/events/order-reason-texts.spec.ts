import { expect, it } from '@jest/globals';
import type { SmsEventOf } from '../storage/events/sms-event.js';
import { OnSmsEvent } from './on-sms-event.decorator.js';
import { orderReasonText } from './order-reason-texts.js';

it('returns the text of a reason in both languages', () => {
  expect(orderReasonText('lease-expired', 'en')).toContain('stopped responding');
  expect(orderReasonText('lease-expired', 'tr')).toContain('yanıt vermeyi kesti');
});

class Handlers {
  @OnSmsEvent({ type: 'held' })
  held({ order, data }: SmsEventOf<'held'>): string {
    return `${order} ${data.held ?? ''}`;
  }

  @OnSmsEvent({ type: ['registration-held', 'registration-due'] })
  registration({ data }: SmsEventOf<'registration-held' | 'registration-due'>): string {
    return data.brandCode;
  }

  // @ts-expect-error the data of a held order has no brand code
  @OnSmsEvent({ type: 'held' })
  other({ data }: SmsEventOf<'registration-held'>): string {
    return data.brandCode;
  }
}

it('types a handler’s data by its event type', () => {
  const event = { id: 1, account: 'default', at: new Date(0), campaign: 'c', order: 'o' } as const;
  expect(new Handlers().held({ ...event, type: 'held', data: { held: 'no-evidence' } })).toBe(
    'o no-evidence',
  );
});
