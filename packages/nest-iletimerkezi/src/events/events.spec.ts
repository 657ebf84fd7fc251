import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { EventEmitterModule, OnEvent } from '@nestjs/event-emitter';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { SmsService } from '../sending/sms.service.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { IletimerkeziEventEmitterModule, iletimerkeziEvent } from './event-emitter.js';
import { IletimerkeziEvents, type IletimerkeziEvent } from './events.js';

@Injectable()
class Listener {
  readonly heard: IletimerkeziEvent[] = [];

  @OnEvent(iletimerkeziEvent('order.accepted'))
  hear(event: IletimerkeziEvent): void {
    this.heard.push(event);
  }
}

describe('Events', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      imports: [EventEmitterModule.forRoot(), IletimerkeziEventEmitterModule],
      providers: [Listener],
    });
  });
  afterAll(() => app.close());

  it('are emitted as a stream and on the host’s event emitter when it is bridged', async () => {
    const first = firstValueFrom(app.get(IletimerkeziEvents).events$);
    const order = { kind: 'transactional', text: 'Merhaba', recipients: ['+905301234567'] } as const;
    const { orderId } = await app.get(SmsService).send(order);
    await expect(first).resolves.toMatchObject({ type: 'order.accepted', account: 'default', orderId });
    expect(app.get(Listener).heard).toMatchObject([
      { type: 'order.accepted', orderId, at: expect.any(Date) },
    ]);
  });

  it('complete when the application closes', async () => {
    const other = await startTestApp();
    const all = lastValueFrom(other.get(IletimerkeziEvents).events$.pipe(toArray()));
    await other.close();
    await expect(all).resolves.toEqual([]);
  });
});
