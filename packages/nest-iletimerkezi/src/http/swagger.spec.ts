import { expect, it } from '@jest/globals';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { RegisterConsentsDto as DtoEntryDto } from './dto.js';
import * as dtos from './swagger.js';
import {
  CheckConsentDto,
  ConsentFormDto,
  ListConsentsDto,
  RegisterConsentsDto,
  SendSmsDto,
} from './swagger.js';

@Controller()
class Shop {
  @Post('sms')
  send(@Body() _order: SendSmsDto): void {}

  @Post('consents')
  register(@Body() _consents: RegisterConsentsDto): void {}

  @Get('consents')
  list(@Query() _query: ListConsentsDto): void {}

  @Post('consents/form')
  decide(@Body() _decision: ConsentFormDto): void {}

  @Post('consents/check')
  check(@Body() _consent: CheckConsentDto): void {}
}

it('describes the DTOs of `/dto` for OpenAPI', async () => {
  const module = await Test.createTestingModule({ controllers: [Shop] }).compile();
  const app = module.createNestApplication({ logger: false });
  await app.init();
  const { components } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  await app.close();

  expect(RegisterConsentsDto).toBe(DtoEntryDto);
  expect(components?.schemas).toMatchObject({
    SendSmsDto: {
      required: ['kind', 'text', 'recipients'],
      properties: {
        kind: { enum: ['transactional', 'commercial'] },
        recipients: { type: 'array', items: { type: 'string' }, maxItems: 50_000 },
      },
    },
    RegisterConsentsDto: {
      required: ['records'],
      properties: { records: { items: { $ref: '#/components/schemas/ConsentRecordDto' } } },
    },
    ConsentRecordDto: { properties: { consentDate: { format: 'date-time' } } },
    ConsentFormDto: {
      required: ['decision', 'records', 'evidence'],
      properties: { evidence: { allOf: [{ $ref: '#/components/schemas/ConsentFormEvidenceDto' }] } },
    },
    ConsentFormEvidenceDto: { properties: { ticks: { maxItems: 3 } } },
    CheckConsentDto: { required: ['recipient', 'recipientType', 'channel'] },
  });
});

it('describes every DTO of `/dto`', async () => {
  const entry: Record<string, unknown> = await import('./dto.js');
  const described = new Set(Object.keys(dtos));
  expect(Object.keys(entry).filter((name) => name.endsWith('Dto') && !described.has(name))).toEqual([]);
});
