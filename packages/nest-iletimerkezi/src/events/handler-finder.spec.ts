import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, Injectable, type Provider, Scope } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { OnSmsEvent, SMS_EVENT_HANDLERS } from './on-sms-event.decorator.js';
import { HandlerFinder } from './handler-finder.js';

@Injectable()
class Orders {
  readonly heard: unknown[] = [];

  @OnSmsEvent({ type: 'held' })
  @OnSmsEvent({ type: 'settled' })
  hear(event: unknown): void {
    this.heard.push(event);
  }

  plain(): void {}
}

let module: TestingModule | undefined;
afterEach(() => module?.close());

async function find(...providers: Provider[]) {
  module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [HandlerFinder, ...providers],
  }).compile();
  await module.init();
  return [...module.get(HandlerFinder).find(SMS_EVENT_HANDLERS)];
}

describe('HandlerFinder', () => {
  it.each<[string, Provider]>([
    ['a class', Orders],
    ['a factory', { provide: Orders, useFactory: () => new Orders() }],
    ['an async factory', { provide: Orders, useFactory: async () => new Orders() }],
    ['a value', { provide: Orders, useValue: new Orders() }],
  ])(
    'finds each method of a provider from %s, once per filter, and calls it on the instance',
    async (_, provider) => {
      const found = await find(provider);
      expect(found.map(({ name, filter }) => [name, filter.type])).toEqual([
        ['Orders.hear', 'settled'],
        ['Orders.hear', 'held'],
      ]);
      found[0]?.call('an event');
      expect(module?.get(Orders).heard).toEqual(['an event']);
    },
  );

  it('calls a spy that replaces the method later', async () => {
    const [handler] = await find(Orders);
    const orders = module!.get(Orders);
    const spy = jest.spyOn(orders, 'hear').mockImplementation(() => undefined);
    handler?.call('an event');
    expect(spy).toHaveBeenCalledWith('an event');
    expect(orders.heard).toEqual([]);
    spy.mockRestore();
    handler?.call('another event');
    expect(orders.heard).toEqual(['another event']);
  });

  it('finds a provider with two tokens once', async () => {
    expect(await find(Orders, { provide: 'orders', useExisting: Orders })).toHaveLength(2);
  });

  it('finds methods of controllers as well', async () => {
    @Controller('hooks')
    class Hooks extends Orders {}
    module = await Test.createTestingModule({
      imports: [DiscoveryModule],
      providers: [HandlerFinder],
      controllers: [Hooks],
    }).compile();
    await module.init();
    const [handler] = module.get(HandlerFinder).find(SMS_EVENT_HANDLERS);
    handler?.call('an event');
    expect(module.get(Hooks).heard).toEqual(['an event']);
  });

  it('skips providers without a class', async () => {
    const bare: unknown = Object.create(null);
    const values = [7, 'text', null, () => 1, bare, { plain: 1 }];
    expect(await find(...values.map((useValue, index) => ({ provide: `value ${index}`, useValue })))).toEqual(
      [],
    );
  });

  it.each([
    ['request-scoped', Scope.REQUEST],
    ['transient', Scope.TRANSIENT],
  ])('rejects a handler of a %s provider, which has no shared instance', async (_, scope) => {
    @Injectable({ scope })
    class Passing {
      @OnSmsEvent({ type: 'held' })
      hear(): void {}
    }
    await expect(find(Passing)).rejects.toThrow(
      'Passing.hear is an event handler of a request-scoped or transient provider.',
    );
  });
});
