import { describe, expect, it } from '@jest/globals';
import { ConsoleLogger, Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SmsService } from '../sending/sms.service.js';
import { IletimerkeziEvents, type IletimerkeziEvent } from '../events/events.js';
import { makeDeliveryReport } from '../testing/make-delivery-report.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import { DeliveryInbox } from '../webhooks/delivery-inbox.js';
import { OnDelivery } from '../webhooks/on-delivery.decorator.js';

const numbers = Array.from({ length: 100 }, (_, index) => `+90530${1_000_000 + index}`);

@Injectable()
class SlowHandler {
  finish: () => void = () => undefined;
  done = false;

  @OnDelivery()
  async handle(): Promise<void> {
    await new Promise<void>((resolve) => (this.finish = resolve));
    this.done = true;
  }
}

describe('A closing application', () => {
  const start = async (drainTimeoutMs: number) => {
    const app = await Test.createTestingModule({
      imports: [IletimerkeziTestingModule.forRoot({ options: { drainTimeoutMs } })],
      providers: [SlowHandler],
    })
      .setLogger(new ConsoleLogger({ logLevels: [] }))
      .compile();
    await app.init();
    return app;
  };

  it('waits for sends that the rate limit delays', async () => {
    const app = await start(5_000);
    const sms = app.get(SmsService);
    await sms.send({ kind: 'transactional', text: 'Dolu saniye', recipients: numbers });
    const waiting = sms.send({ kind: 'transactional', text: 'Sırada', recipients: ['+905301234567'] });
    await app.close();
    await expect(waiting).resolves.toMatchObject({ orderId: expect.any(String) });
  });

  it('waits for handlers in flight', async () => {
    const app = await start(5_000);
    const inbox = app.get(DeliveryInbox);
    inbox.accept(await inbox.receive('default', makeDeliveryReport()));
    const handler = app.get(SlowHandler);
    const closing = app.close();
    handler.finish();
    await closing;
    expect(handler.done).toBe(true);
  });

  it('stops waiting after drainTimeoutMs, reports unfinished work and fails waiting sends as not applied', async () => {
    const app = await start(20);
    const events: IletimerkeziEvent[] = [];
    app.get(IletimerkeziEvents).events$.subscribe((event) => events.push(event));
    const sms = app.get(SmsService);
    const inbox = app.get(DeliveryInbox);
    await sms.send({ kind: 'transactional', text: 'Dolu saniye', recipients: numbers });
    const waiting = sms.send({ kind: 'transactional', text: 'Sırada', recipients: ['+905301234567'] });
    inbox.accept(await inbox.receive('default', makeDeliveryReport()));
    const refusal = waiting.catch((error: unknown) => error);
    await app.close();
    await expect(refusal).resolves.toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'drain.incomplete', sends: 1, handlers: 1 }),
    );
  });
});
