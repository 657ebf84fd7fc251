/** The host of the `webhooks` bench: a Nest application that stores reports in PostgreSQL. Argument: its data directory. */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createDeliveryController, IletimerkeziModule } from 'nest-iletimerkezi';
import pg from 'pg';

const TOKEN = 'webhook-token-of-the-bench';

const [dir = ''] = process.argv.slice(2);

/** The reference: commits one row for each call, as a host without the module would. */
class ReferenceController {
  #pool: Promise<pg.Pool> | undefined;

  async take(body: unknown): Promise<void> {
    const pool = await (this.#pool ??= openPool());
    await pool.query('insert into public.bare_reports (report) values ($1)', [body]);
  }
}
const descriptor = Object.getOwnPropertyDescriptor(ReferenceController.prototype, 'take');
if (descriptor)
  for (const decorate of [Post(), HttpCode(200)]) decorate(ReferenceController.prototype, 'take', descriptor);
Body()(ReferenceController.prototype, 'take', 0);
Reflect.defineMetadata('design:paramtypes', [Object], ReferenceController.prototype, 'take');
Controller('bare')(ReferenceController);

class AppModule {}
Module({
  imports: [
    IletimerkeziModule.forRoot({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: 'http://127.0.0.1:9',
      webhook: { tokens: [TOKEN] },
      storage: { dir },
      outbox: { run: false },
    }),
  ],
  controllers: [ReferenceController, createDeliveryController({ path: 'hooks' })],
})(AppModule);

/** Opens as many connections as the module has. Call it after the module has started its database server. */
async function openPool(): Promise<pg.Pool> {
  // Source: PostgreSQL manual, "postmaster.pid": line 4 is the port, line 5 the socket's directory.
  const [, , , port, host = ''] = readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const pool = new pg.Pool({ host, port: Number(port), user: 'postgres', database: 'postgres', max: 12 });
  pool.on('error', () => undefined);
  await pool.query('create table public.bare_reports (report jsonb not null)');
  return pool;
}

const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.listen(0, '127.0.0.1');
const url = await app.getUrl();
console.log(JSON.stringify({ url: `${url}/hooks?token=${TOKEN}`, bareUrl: `${url}/bare` }));
process.once('SIGTERM', () => void app.close());
