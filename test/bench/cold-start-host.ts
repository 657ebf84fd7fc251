/** The process whose start `cold-start` measures. Arguments: `bare`, `no-storage` or `url`, and the database's URL. */
import 'reflect-metadata';
import { Controller, Get, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const [kind, url = ''] = process.argv.slice(2);

class Hello {
  get(): string {
    return 'hello';
  }
}
const descriptor = Object.getOwnPropertyDescriptor(Hello.prototype, 'get');
if (descriptor) Get()(Hello.prototype, 'get', descriptor);
Controller('hello')(Hello);

const imports: DynamicModule[] = [];
if (kind !== 'bare') {
  const { IletimerkeziModule } = await import('nest-iletimerkezi');
  imports.push(
    IletimerkeziModule.forRoot({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: 'http://127.0.0.1:9',
      defaultSender: 'EMULATOR',
      storage: kind === 'url' ? { url } : false,
    }),
  );
}
class Host {}
Module({ imports, controllers: [Hello] })(Host);

const app = await NestFactory.create(Host, { logger: false });
await app.listen(0, '127.0.0.1');
console.log('listening');
process.stdin.resume();
process.stdin.once('end', () => void app.close());
