import type { INestApplicationContext, ModuleMetadata, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { startEmulator, type Emulator, type EmulatorOptions } from 'iletimerkezi-emulator';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';

/** An application with the default account and a separate emulator. */
export interface TestApp {
  emulator: Emulator;
  context: INestApplicationContext;
  get<Provider>(provider: Type<Provider> | string): Provider;
  close(): Promise<void>;
}

export interface TestAppOptions extends Pick<ModuleMetadata, 'imports' | 'providers' | 'controllers'> {
  options?: Partial<IletimerkeziOptions>;
  emulator?: EmulatorOptions;
}

/** Returns the options for the emulator's default account. */
export function emulatorAccount(url: string): IletimerkeziOptions {
  return {
    baseUrl: url,
    credentials: { key: 'emulator', hash: 'emulator' },
    defaultSender: 'EMULATOR',
    brandCode: '1234',
  };
}

export async function startTestApp({
  options,
  emulator: emulatorOptions,
  imports = [],
  ...metadata
}: TestAppOptions = {}): Promise<TestApp> {
  const emulator = await startEmulator(emulatorOptions);
  const builder = Test.createTestingModule({
    ...metadata,
    imports: [IletimerkeziModule.forRoot({ ...emulatorAccount(emulator.url), ...options }), ...imports],
  });
  const context = await builder.compile();
  await context.init();
  return {
    emulator,
    context,
    get: (provider) => context.get(provider, { strict: false }),
    close: async () => {
      await context.close();
      await emulator.close();
    },
  };
}
