import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { getIletimerkeziToken, InjectIletimerkezi } from '../client/account.tokens.js';
import { IletimerkeziAccounts } from './accounts.js';
import { AccountService } from '../client/account.service.js';
import { IletimerkeziModule } from './iletimerkezi.module.js';
import type { IletimerkeziOptions, IletimerkeziOptionsFactory } from '../options/iletimerkezi.options.js';
import { SmsService } from '../sending/sms.service.js';
import { emulatorAccount } from '../test-support/test-app.js';

const compile = (...imports: (DynamicModule | Promise<DynamicModule>)[]) =>
  Test.createTestingModule({ imports }).compile();

/** Returns the error message of boot, or "booted". */
async function bootError(...imports: DynamicModule[]): Promise<string> {
  return compile(...imports).then(
    () => 'booted',
    (error: unknown) => String(error),
  );
}

describe('IletimerkeziModule', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({
      seed: {
        accounts: [
          { key: 'emulator', hash: 'emulator', senders: ['EMULATOR'], balance: 10 },
          { key: 'campaigns', hash: 'campaigns', senders: ['KAMPANYA'], balance: 77 },
        ],
      },
    });
  });
  afterAll(() => emulator.close());

  const campaigns = (): IletimerkeziOptions => ({
    ...emulatorAccount(emulator.url),
    credentials: { key: 'campaigns', hash: 'campaigns' },
    defaultSender: 'KAMPANYA',
  });

  it('provides the default account’s services by class to modules that do not import it', async () => {
    @Injectable()
    class Shop {
      constructor(readonly account: AccountService) {}
    }
    @Module({ providers: [Shop] })
    class ShopModule {}

    const app = await Test.createTestingModule({
      imports: [ShopModule, IletimerkeziModule.forRoot(emulatorAccount(emulator.url))],
    }).compile();
    await expect(app.get(Shop, { strict: false }).account.senders()).resolves.toEqual(['EMULATOR']);
  });

  it('provides its services only to importing modules with isGlobal: false', async () => {
    @Injectable()
    class Shop {
      constructor(readonly account: AccountService) {}
    }
    @Module({ providers: [Shop] })
    class ShopModule {}

    const module = IletimerkeziModule.forRoot({ ...emulatorAccount(emulator.url), isGlobal: false });
    await expect(Test.createTestingModule({ imports: [ShopModule, module] }).compile()).rejects.toThrow(
      'AccountService',
    );
  });

  it('reads ILETIMERKEZI_* through @nestjs/config without options', async () => {
    const variables = {
      ILETIMERKEZI_KEY: 'campaigns',
      ILETIMERKEZI_HASH: 'campaigns',
      ILETIMERKEZI_BASE_URL: emulator.url,
      ILETIMERKEZI_SENDER: 'KAMPANYA',
    };
    const app = await compile(
      ConfigModule.forRoot({ ignoreEnvFile: true, isGlobal: true, load: [() => variables] }),
      IletimerkeziModule.forRoot(),
    );
    await expect(app.get(AccountService).assertSender()).resolves.toBeUndefined();
  });

  it('merges the options of forRoot() over ILETIMERKEZI_* for the default account only', async () => {
    const variables = {
      ILETIMERKEZI_KEY: 'campaigns',
      ILETIMERKEZI_HASH: 'campaigns',
      ILETIMERKEZI_BASE_URL: emulator.url,
      ILETIMERKEZI_SENDER: 'OTHER',
      ILETIMERKEZI_BRAND_CODE: '1234',
    };
    const app = await compile(
      ConfigModule.forRoot({ ignoreEnvFile: true, isGlobal: true, load: [() => variables] }),
      IletimerkeziModule.forRoot({ defaultSender: 'KAMPANYA' }),
      IletimerkeziModule.forRoot({
        account: 'marketing',
        ...emulatorAccount(emulator.url),
        defaultSender: undefined,
      }),
    );
    await expect(app.get(AccountService).assertSender()).resolves.toBeUndefined();
    const { account } = app.get(IletimerkeziAccounts).get('marketing');
    await expect(account.assertSender()).rejects.toMatchObject({ approved: ['EMULATOR'] });
  });

  it('accepts options from a factory with injected providers', async () => {
    @Module({ providers: [{ provide: 'URL', useValue: emulator.url }], exports: ['URL'] })
    class UrlModule {}
    const app = await compile(
      IletimerkeziModule.forRootAsync({
        imports: [UrlModule],
        inject: ['URL'],
        useFactory: async (url: string) => emulatorAccount(url),
      }),
    );
    await expect(app.get(AccountService).balance()).resolves.toMatchObject({ sms: 10 });
  });

  it('accepts options from a class and from an existing provider', async () => {
    @Injectable()
    class Options implements IletimerkeziOptionsFactory {
      createIletimerkeziOptions(): IletimerkeziOptions {
        return emulatorAccount(emulator.url);
      }
    }
    @Module({ providers: [Options], exports: [Options] })
    class OptionsModule {}

    const byClass = await compile(IletimerkeziModule.forRootAsync({ useClass: Options }));
    const existing = await compile(
      IletimerkeziModule.forRootAsync({ imports: [OptionsModule], useExisting: Options }),
    );
    await expect(byClass.get(AccountService).balance()).resolves.toMatchObject({ sms: 10 });
    await expect(existing.get(AccountService).balance()).resolves.toMatchObject({ sms: 10 });
  });

  it('supports several accounts with separate credentials, by decorator and by name at run time', async () => {
    @Injectable()
    class Shop {
      constructor(
        readonly account: AccountService,
        @InjectIletimerkezi('marketing', AccountService) readonly marketing: AccountService,
        readonly accounts: IletimerkeziAccounts,
      ) {}
    }
    const app = await Test.createTestingModule({
      providers: [Shop],
      imports: [
        IletimerkeziModule.forRoot(emulatorAccount(emulator.url)),
        IletimerkeziModule.forRootAsync({ account: 'marketing', useFactory: campaigns }),
      ],
    }).compile();
    const { account, marketing, accounts } = app.get(Shop);

    await expect(account.balance()).resolves.toMatchObject({ sms: 10 });
    await expect(marketing.balance()).resolves.toMatchObject({ sms: 77 });
    expect(accounts.names).toEqual(['default', 'marketing']);
    expect(accounts.get('marketing').sms).toBe(app.get(getIletimerkeziToken('marketing', SmsService)));
    expect(accounts.get().sms).toBe(app.get(SmsService));
    expect(() => accounts.get('markting')).toThrow(
      'There is no account "markting". Configured accounts: default, marketing.',
    );
  });

  // guarantee: G-082
  it('does not reveal credentials when a service is inspected', async () => {
    const options = { ...campaigns(), credentials: { key: 'the-key', hash: 'the-hash' } };
    const app = await compile(IletimerkeziModule.forRoot(options));
    const shown = inspect([app.get(SmsService), app.get(IletimerkeziAccounts)], {
      depth: 20,
      showHidden: true,
    });
    expect(shown).not.toMatch(/the-key|the-hash/);
  });

  it('fails to start with two accounts of the same name', async () => {
    const module = () => IletimerkeziModule.forRoot(emulatorAccount(emulator.url));
    await expect(bootError(module(), module())).resolves.toContain(
      'The account "default" is configured twice.',
    );
  });

  it('calls a credentials function before every request, so that keys can rotate', async () => {
    const keys = ['emulator', 'campaigns'];
    const app = await compile(
      IletimerkeziModule.forRoot({
        ...emulatorAccount(emulator.url),
        credentials: async () => {
          const key = keys.shift() ?? '';
          return { key, hash: key };
        },
      }),
    );
    const account = app.get(AccountService);
    await expect(account.balance()).resolves.toMatchObject({ sms: 10 });
    await expect(account.balance()).resolves.toMatchObject({ sms: 77 });
  });
});

describe('Options', () => {
  // guarantee: G-082
  it('are rejected at boot with the path and fix of every fault and without values', async () => {
    const misspelt = { defaultSendr: 'SHOP' };
    const text = await bootError(
      IletimerkeziModule.forRoot(
        Object.assign(misspelt, {
          credentials: { key: '', hash: 'a-secret-hash' },
          baseUrl: 'ftp://secret-host',
          defaultSender: 'BAŞLIK',
          brandCode: 'secret-brand',
          characterMode: 'klingon' as never,
          timeouts: { connectMs: -17 },
          retry: { attempts: 0 },
          webhook: { tokens: ['short-secret'] },
        }),
      ),
    );
    expect(
      text
        .split('\n')
        .slice(1)
        .map((line) => line.replace(/:.*/, '').trim()),
    ).toEqual(
      [
        '- credentials.key (ILETIMERKEZI_KEY)',
        '- baseUrl (ILETIMERKEZI_BASE_URL)',
        '- defaultSender (ILETIMERKEZI_SENDER)',
        '- brandCode (ILETIMERKEZI_BRAND_CODE)',
        '- characterMode (ILETIMERKEZI_CHARACTER_MODE)',
        '- timeouts.connectMs (ILETIMERKEZI_CONNECT_TIMEOUT_MS)',
        '- retry.attempts',
        '- webhook.tokens (ILETIMERKEZI_WEBHOOK_TOKENS)',
        '- defaultSendr',
      ].toSorted((a, b) => text.indexOf(a) - text.indexOf(b)),
    );
    expect(text).not.toMatch(/secret|BAŞLIK|klingon|-17/);
  });

  it('are rejected with the variable names when they come from the environment', async () => {
    const variables = {
      ILETIMERKEZI_KEY: 'emulator',
      ILETIMERKEZI_BASE_URL: 'http://127.0.0.1:1',
      ILETIMERKEZI_CHARACTER_MODE: 'klingon',
      ILETIMERKEZI_ABROAD: 'perhaps',
      ILETIMERKEZI_RESPONSE_TIMEOUT_MS: 'soon',
      ILETIMERKEZI_WEBHOOK_TOKENS: 'a-token-that-is-long-enough, short',
    };
    const config = await ConfigModule.forRoot({
      ignoreEnvFile: true,
      isGlobal: true,
      load: [() => variables],
    });
    const text = await bootError(config, IletimerkeziModule.forRoot());
    expect(text.match(/ILETIMERKEZI_\w+/g)?.toSorted()).toEqual([
      'ILETIMERKEZI_ABROAD',
      'ILETIMERKEZI_CHARACTER_MODE',
      'ILETIMERKEZI_HASH',
      'ILETIMERKEZI_RESPONSE_TIMEOUT_MS',
      'ILETIMERKEZI_WEBHOOK_TOKENS',
    ]);
    expect(text).not.toMatch(/klingon|perhaps|soon|short/);
  });

  it('are rejected when there are none', async () => {
    const nothing = IletimerkeziModule.forRootAsync({ useFactory: () => undefined as never });
    await expect(bootError(nothing)).resolves.toContain('the factory returned no object');
    await expect(bootError(IletimerkeziModule.forRoot({} as never))).resolves.toContain('credentials');
  });

  // guarantee: G-090
  it('are rejected with the real provider’s host under NODE_ENV=test', async () => {
    const credentials = { key: 'k', hash: 'h' };
    const hosts = [undefined, 'https://api.iletimerkezi.com', 'https://API.toplusmsapi.com/'];
    for (const baseUrl of hosts) {
      const text = await bootError(IletimerkeziModule.forRoot({ credentials, baseUrl }));
      expect(text).toContain('messages would reach real people');
    }
    const allowed = IletimerkeziModule.forRoot({ credentials, allowLiveProviderInTests: true });
    await expect(bootError(allowed)).resolves.toBe('booted');
  });

  it('for the emulator’s account are valid', async () => {
    await expect(bootError(IletimerkeziModule.forRoot(emulatorAccount('http://127.0.0.1:1')))).resolves.toBe(
      'booted',
    );
  });
});
