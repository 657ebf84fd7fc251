import type { LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Emulator } from 'iletimerkezi-emulator';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { becomes } from './becomes.js';
import { message, number } from './messages.js';
import { QUICK } from './outbox.js';
import { emulatorAccount } from './test-app.js';

/** Collects the log lines of an application. */
export class LogLines implements LoggerService {
  readonly lines: string[] = [];

  readonly log = (message: unknown): void => void this.lines.push(`log ${String(message)}`);
  readonly warn = (message: unknown): void => void this.lines.push(`warn ${String(message)}`);
  readonly error = (message: unknown): void => void this.lines.push(`error ${String(message)}`);

  matching(pattern: RegExp): string[] {
    return this.lines.filter((line) => pattern.test(line));
  }
}

/** A Nest application with the module, configured as in production. */
export class OutboxHost {
  private constructor(
    readonly outbox: OutboxService,
    readonly log: LogLines,
    readonly close: () => Promise<void>,
  ) {}

  static async start(
    emulator: Emulator,
    storage: IletimerkeziOptions['storage'],
    options: Partial<IletimerkeziOptions> = {},
  ): Promise<OutboxHost> {
    const log = new LogLines();
    const module = IletimerkeziModule.forRoot({
      ...emulatorAccount(emulator.url),
      storage,
      outbox: QUICK,
      ...options,
    });
    const context = await Test.createTestingModule({ imports: [module] })
      .setLogger(log)
      .compile();
    await context.init();
    return new OutboxHost(context.get(OutboxService, { strict: false }), log, () => context.close());
  }

  /** Enqueues messages as separate campaigns and waits until all are delivered. */
  async deliver(count = 1): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.#deliver()));
  }

  async #deliver(): Promise<void> {
    const campaign = await this.outbox.enqueue(message(number()));
    await becomes(async () => (await campaign.progress()).delivered, 1);
  }
}
