import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { createDeliveryController, IletimerkeziExceptionFilter, IletimerkeziModule } from 'nest-iletimerkezi';
import { ConsentsController } from './consents.controller.js';
import { ConsentsService } from './consents.service.js';
import { databaseUrl } from './database-url.js';
import { PrismaService } from './prisma.service.js';

@Module({
  imports: [IletimerkeziModule.forRoot({ storage: { url: databaseUrl } })],
  controllers: [ConsentsController, createDeliveryController({ path: 'hooks/sms' })],
  providers: [ConsentsService, PrismaService, { provide: APP_FILTER, useClass: IletimerkeziExceptionFilter }],
})
export class AppModule {}
