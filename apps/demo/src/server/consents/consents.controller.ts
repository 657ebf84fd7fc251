import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Sse,
  UseGuards,
  type MessageEvent,
} from '@nestjs/common';
import { parseConsentRecipient } from 'iletimerkezi-core';
import {
  ConsentsService,
  toConsentCheck,
  toConsentHistory,
  toConsentList,
  type ConsentCheckView,
  type ConsentListPage,
} from 'nest-iletimerkezi';
import { CheckConsentDto, ListConsentsDto, OptOutDto, toConsentFilter } from 'nest-iletimerkezi/dto';
import type { Observable } from 'rxjs';
import type { ConsentPerson, ConsentSummary } from '../../shared/api/consents.js';
import { problem, ProblemException } from '../http/problems.js';
import { BrandCodeGuard } from './brand-code.guard.js';
import { ConsentSummaries } from './consent-summary.js';
import { ReleaseDto } from './consent.dto.js';

const MOST_HELD = 10_000;

/** Lists consents and checks them in the registry. */
@UseGuards(BrandCodeGuard)
@Controller('api/consents')
export class ConsentsController {
  constructor(
    private readonly consents: ConsentsService,
    private readonly summaries: ConsentSummaries,
  ) {}

  @Get()
  async list(@Query() query: ListConsentsDto): Promise<ConsentListPage> {
    return toConsentList(await this.consents.list(toConsentFilter(query)));
  }

  @Get('summary')
  summary(): Promise<ConsentSummary> {
    return this.summaries.read();
  }

  /** Streams a `summary` event, then one for each change. */
  @Sse('events')
  events(): Observable<MessageEvent> {
    return this.summaries.events();
  }

  @Get('people/:recipient')
  async person(@Param('recipient') text: string): Promise<ConsentPerson> {
    const recipient = recipientOf(text);
    return { recipient, records: toConsentHistory(await this.consents.history(recipient)) };
  }

  @Post('check')
  @HttpCode(200)
  async check(@Body() { recipient, recipientType, channel }: CheckConsentDto): Promise<ConsentCheckView> {
    const key = { recipient, recipientType, channel };
    const result = await this.consents.registry.check(key, { maxAgeMs: 0 });
    if (!result.ok) throw result.error;
    return toConsentCheck(result);
  }

  @Post('opt-outs')
  async optOut(@Body() { recipient, recipientType, channel, source }: OptOutDto): Promise<ConsentPerson> {
    await this.consents.optOut({ recipient, recipientType, channel, source });
    return this.person(recipient);
  }

  /** Releases a held record for registration. */
  @Post('releases')
  @HttpCode(200)
  async release(@Body() { position }: ReleaseDto): Promise<{ released: number }> {
    const held = await this.consents.registry.held(MOST_HELD);
    return {
      released: await this.consents.registry.release(held.filter((record) => record.position === position)),
    };
  }
}

/** Returns a phone number or e-mail address in the format of the ledger. */
export function recipientOf(text: string): string {
  const parsed = parseConsentRecipient(text, text.includes('@') ? 'EPOSTA' : 'ARAMA', {
    landlines: true,
  });
  if (!parsed.ok) throw new ProblemException(404, problem('recipient-invalid'));
  return parsed.value;
}
