import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { ConsentsService } from '../consents/consents.service.js';
import type { SmsEvent } from '../storage/events/sms-event.js';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { OnSmsEvent } from '../events/on-sms-event.decorator.js';
import { OutboxService } from '../outbox/outbox.service.js';

@Injectable()
class Handlers {
  readonly heard: string[] = [];

  @OnSmsEvent({ type: 'submitted', account: 'default' })
  @OnSmsEvent({ type: 'registration-held' })
  async note({ type }: SmsEvent): Promise<void> {
    this.heard.push(`note ${type}`);
    throw new RangeError('no place for +905301234567');
  }

  @OnSmsEvent({ type: 'registration-held', account: 'shop' })
  ofAnother({ type }: SmsEvent): void {
    this.heard.push(`shop ${type}`);
  }

  @OnSmsEvent({ type: 'registration-held' })
  after({ type }: SmsEvent): void {
    this.heard.push(`after ${type}`);
  }
}

let app: TestApp | undefined;
let spec: SpecDatabase | undefined;
afterEach(async () => {
  await app?.close();
  await spec?.drop();
});

describe('event handlers', () => {
  it('are called for the types in their filter; a failure is logged and does not affect the others', async () => {
    spec = await createSpecDatabase();
    app = await startTestApp({ options: { storage: { url: urlOf(spec) } }, providers: [Handlers] });
    const lines: string[] = [];
    app.context.useLogger({
      log: () => undefined,
      warn: () => undefined,
      error: (line) => lines.push(String(line)),
    });
    const { heard } = app.get(Handlers);
    const recipient = '+905301234567';
    await app.get(ConsentsService).optOut({ recipient, recipientType: 'BIREYSEL', channel: 'MESAJ' });
    await becomes(() => heard.toSorted(), ['after registration-held', 'note registration-held'], 90_000);
    await app
      .get(OutboxService)
      .enqueue({ kind: 'transactional', text: 'Kodunuz 1', recipients: [recipient] });
    await becomes(() => heard.at(-1), 'note submitted', 90_000);
    await becomes(() => lines.length, 2, 90_000);
    expect(lines).toEqual([
      'Handlers.note failed on "registration-held": RangeError',
      expect.stringMatching(/^Handlers\.note failed on "submitted" of order [0-9a-f-]{36}: RangeError$/),
    ]);
  });
});
