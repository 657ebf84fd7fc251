import { Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Emulator, EmulatorOptions } from 'iletimerkezi-emulator';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import { DeliveryInbox } from '../webhooks/delivery-inbox.js';
import type { DeliveryStore } from '../options/delivery-store.js';
import { MemoryDeliveryStore } from '../webhooks/memory-delivery-store.js';
import { SmsTestKit } from './test-kit.js';

/** Default webhook token of the testing module. */
export const TEST_WEBHOOK_TOKEN = 'emulator-webhook-token';

export interface IletimerkeziTestingOptions {
  /** The account's name. Default: the default account. */
  account?: string;
  /** Overrides of the module's options. Default: the emulator's account. */
  options?: Partial<IletimerkeziOptions>;
  /** Start options of the emulator: seed, profile, settings. */
  emulator?: EmulatorOptions;
}

const EMULATOR = Symbol('emulator');

@Injectable()
class EmulatorKeeper implements OnApplicationShutdown {
  private readonly started: Emulator[] = [];

  async start(options: EmulatorOptions | undefined): Promise<Emulator> {
    const { startEmulator } = await import('iletimerkezi-emulator');
    const emulator = await startEmulator(options);
    this.started.push(emulator);
    return emulator;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.started.map((emulator) => emulator.close()));
  }
}

/**
 * Provides the real module with an emulator in this process, on a free port. Import it in a test instead of
 * `IletimerkeziModule`. Closing the application stops the emulator.
 *
 * @example
 * const app = await Test.createTestingModule({ imports: [IletimerkeziTestingModule.forRoot(), WelcomeModule] }).compile();
 * const kit = app.get(SmsTestKit);
 */
@Module({})
export class IletimerkeziTestingModule {
  static forRoot({ account, options, emulator }: IletimerkeziTestingOptions = {}): DynamicModule {
    const emulatorModule: DynamicModule = {
      module: class EmulatorModule {},
      providers: [
        EmulatorKeeper,
        {
          provide: EMULATOR,
          inject: [EmulatorKeeper],
          useFactory: (keeper: EmulatorKeeper) => keeper.start(emulator),
        },
      ],
      exports: [EMULATOR],
    };
    const store = new MemoryDeliveryStore();
    return {
      module: IletimerkeziTestingModule,
      global: true,
      imports: [
        emulatorModule,
        IletimerkeziModule.forRootAsync({
          ...(account !== undefined && { account }),
          imports: [emulatorModule],
          inject: [EMULATOR],
          useFactory: ({ url }: Emulator) => optionsFor(url, store, options),
        }),
      ],
      providers: [
        {
          provide: SmsTestKit,
          inject: [EMULATOR, DeliveryInbox],
          useFactory: (running: Emulator, inbox: DeliveryInbox) => new SmsTestKit(running, inbox, store),
        },
      ],
      exports: [SmsTestKit],
    };
  }
}

/** Returns the options of the emulator's account, with the overrides of the test. */
function optionsFor(
  baseUrl: string,
  store: DeliveryStore,
  options: Partial<IletimerkeziOptions> = {},
): IletimerkeziOptions {
  return {
    baseUrl,
    credentials: { key: 'emulator', hash: 'emulator' },
    defaultSender: 'EMULATOR',
    brandCode: '1234',
    ...options,
    webhook: { tokens: [TEST_WEBHOOK_TOKEN], retryDelayMs: 1, store, ...options.webhook },
  };
}
