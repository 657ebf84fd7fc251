import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app.module.js';

const site = fileURLToPath(new URL('../site', import.meta.url));

const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: ['error', 'warn'] });
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
app.useStaticAssets(site);
// The browser routes the other paths.
app.use((request: Request, response: Response, next: NextFunction) => {
  if (request.method !== 'GET' || /^\/(api|hooks)\//.test(request.path)) next();
  else response.sendFile('index.html', { root: site });
});
app.enableShutdownHooks();
await app.listen(process.env['PORT'] ?? 3000, '127.0.0.1');
console.log(await app.getUrl());
