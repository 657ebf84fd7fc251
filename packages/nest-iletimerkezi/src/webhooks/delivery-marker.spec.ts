import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable, type INestApplication, type LoggerService, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import type { CharacterMode } from 'iletimerkezi-core';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { SmsService } from '../sending/sms.service.js';
import { emulatorAccount } from '../test-support/test-app.js';
import { createDeliveryController } from './create-delivery-controller.js';
import type { Delivery } from '../options/delivery.js';
import { OnDelivery } from './on-delivery.decorator.js';

const TOKEN = 'x'.repeat(32);

@Injectable()
class Shop {
  readonly got: string[] = [];

  @OnDelivery({ status: 'delivered', marker: 'iim.to/magaza' })
  take({ text }: Delivery<'delivered'>): void {
    this.got.push(text);
  }
}

@Injectable()
class Depot {
  readonly got: string[] = [];

  @OnDelivery({ status: 'delivered', marker: 'k.depo.example' })
  take({ text }: Delivery<'delivered'>): void {
    this.got.push(text);
  }
}

@Injectable()
class Turkish {
  readonly got: string[] = [];

  @OnDelivery({ marker: '#mağaza' })
  take({ text }: Delivery): void {
    this.got.push(text);
  }
}

@Injectable()
class Empty {
  @OnDelivery({ marker: ' ' })
  take(): void {}
}

let emulator: Emulator;
let app: INestApplication;
let warnings: string[] = [];
afterEach(async () => {
  await app.close();
  await emulator.close();
});

async function start(
  providers: Type[],
  { characterMode, senders = ['EMULATOR'] }: { characterMode: CharacterMode; senders?: string[] },
): Promise<SmsService> {
  emulator = await startEmulator({
    seed: {
      accounts: [{ key: 'emulator', hash: 'emulator', characterMode, senders, balance: 100 }],
      acceptMs: 0,
      deliveryMs: [0, 0],
    },
  });
  const module = await Test.createTestingModule({
    imports: [
      IletimerkeziModule.forRoot({
        ...emulatorAccount(emulator.url),
        characterMode,
        webhook: { tokens: [TOKEN] },
      }),
    ],
    controllers: [createDeliveryController({ path: 'hooks' })],
    providers,
  }).compile();
  app = module.createNestApplication();
  warnings = [];
  const quiet = (): void => {};
  const logger: LoggerService = {
    log: quiet,
    error: quiet,
    warn: (message: unknown) => warnings.push(String(message)),
  };
  app.useLogger(logger);
  await app.listen(0, '127.0.0.1');
  emulator.setWebhook('emulator', `${await app.getUrl()}/hooks?token=${TOKEN}`);
  return app.get(SmsService, { strict: false });
}

const order = (text: string, sender = 'EMULATOR') =>
  ({ kind: 'transactional', sender, text, recipients: ['+905301234567'] }) as const;

/** Sends orders and waits until all reports have arrived and their handlers have finished. */
async function deliver(sms: SmsService, ...orders: Parameters<SmsService['send']>[0][]): Promise<void> {
  for (const one of orders) await sms.send(one);
  await emulator.waitForMessages({ status: 'delivered' }, { count: orders.length, timeoutMs: 100_000 });
  await emulator.webhooksSettled();
}

describe('a marker', () => {
  it('distinguishes the applications of an account by the domain or path of their short links', async () => {
    const sms = await start([Shop, Depot], { characterMode: 'english' });
    const shop = 'Siparisiniz yolda: https://iim.to/magaza1';
    const depot = 'Kargonuz depoda: k.depo.example/9';
    await deliver(sms, order(shop), order(depot), order('Isareti olmayan mesaj'));
    await app.close();
    expect(app.get(Shop).got).toEqual([shop]);
    expect(app.get(Depot).got).toEqual([depot]);
    expect(warnings).toEqual([]);
  });

  it('with letters that the character mode changes causes a warning at boot and never matches', async () => {
    const sms = await start([Turkish], { characterMode: 'english' });
    expect(warnings).toEqual([expect.stringContaining('Use "#magaza" in the text and as the marker')]);
    await deliver(sms, order('Yeni sezon #mağaza'));
    expect(emulator.journal().flatMap((entry) => entry.warnings)).toMatchObject([
      { kind: 'text-converted', words: [{ sent: '#mağaza', arrives: '#magaza' }] },
    ]);
    await app.close();
    expect(app.get(Turkish).got).toEqual([]);
  });

  it('with such letters matches in a mode that keeps them', async () => {
    const sms = await start([Turkish], { characterMode: 'turkish' });
    expect(warnings).toEqual([]);
    await deliver(sms, order('Yeni sezon #mağaza'));
    await app.close();
    expect(app.get(Turkish).got).toContain('Yeni sezon #mağaza');
  });

  it('never matches the fixed text of APITEST, which the emulator reports', async () => {
    const sms = await start([Shop], { characterMode: 'english', senders: [] });
    await deliver(sms, order('https://iim.to/magaza1', 'APITEST'));
    expect(emulator.journal().flatMap((entry) => entry.warnings)).toEqual([{ kind: 'text-replaced' }]);
    await app.close();
    expect(app.get(Shop).got).toEqual([]);
  });

  it('that is empty makes the startup fail', async () => {
    await expect(start([Empty], { characterMode: 'english' })).rejects.toThrow(/has an empty marker/);
  });
});
