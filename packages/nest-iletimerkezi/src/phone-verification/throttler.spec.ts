import { afterEach, describe, expect, it } from '@jest/globals';
import { type INestApplication, UseGuards } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { ThrottlerModuleOptions } from '@nestjs/throttler';
import request from 'supertest';
import { number } from '../test-support/messages.js';
import { IletimerkeziTestingModule } from '../testing/testing.module.js';
import { createPhoneVerificationController } from './create-phone-verification-controller.js';

let app: INestApplication;
afterEach(() => app.close());

async function start(throttlers: ThrottlerModuleOptions): Promise<void> {
  // A CommonJS package. Jest cannot load it before the ES modules that it requires.
  const { ThrottlerGuard, ThrottlerModule } = await import('@nestjs/throttler');
  const module = await Test.createTestingModule({
    imports: [
      ThrottlerModule.forRoot(throttlers),
      IletimerkeziTestingModule.forRoot({
        options: { phoneVerification: { hashKeys: ['a key of this spec, which is long enough'] } },
      }),
    ],
    controllers: [
      createPhoneVerificationController({
        path: 'verification',
        purposes: ['sign-in'],
        decorators: [UseGuards(ThrottlerGuard)],
      }),
    ],
  }).compile();
  app = module.createNestApplication({ logger: false });
  await app.init();
}

const post = (path: string, body: object) =>
  request(app.getHttpServer()).post(`/verification/${path}`).send(body);

describe('@nestjs/throttler beside phone verification', () => {
  it.each([
    ['one throttler', [{ ttl: 60_000, limit: 2 }]],
    ['a named throttler', [{ name: 'short', ttl: 60_000, limit: 2 }]],
  ])('has the answers of the limits, with %s', async (_which, throttlers) => {
    await start(throttlers);
    const phone = number();
    expect((await post('start', { phone })).status).toBe(200);
    const limited = await post('start', { phone });
    const throttled = await post('start', { phone: number() });
    for (const { status, body, headers } of [limited, throttled]) {
      expect([status, body]).toEqual([
        429,
        { status: 'limited', retryAt: expect.stringMatching(/Z$/), now: expect.stringMatching(/Z$/) },
      ]);
      const seconds = Number(headers['retry-after']);
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
      expect(new Date(body.retryAt).getTime()).toBeGreaterThan(new Date(body.now).getTime());
    }
    expect((await post('check', { id: 'x', code: '123456' })).status).toBe(200);
  });
});
