import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Res,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { ConsentsService } from 'nest-iletimerkezi';
import type { ChainAnswer } from '../../shared/api/consents.js';
import { BrandCodeGuard } from './brand-code.guard.js';
import { ChainDto } from './consent.dto.js';
import { recipientOf } from './consents.controller.js';

/** The library's page contains only inline styles. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const CSV = 'text/csv; charset=utf-8';

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Evidence for an auditor or for the person. */
@UseGuards(BrandCodeGuard)
@Controller('api/consents')
export class EvidenceController {
  constructor(private readonly consents: ConsentsService) {}

  /** Returns the evidence of a person as a file. */
  @Get('people/:recipient/evidence.json')
  @Header('content-disposition', 'attachment; filename="consent-evidence.json"')
  async asJson(@Param('recipient') text: string): Promise<object> {
    return (await this.consents.export(recipientOf(text))).json;
  }

  /** Returns the evidence of a person as a printable page. */
  @Get('people/:recipient/evidence.html')
  async asPage(@Param('recipient') text: string, @Res() response: Response): Promise<void> {
    const { html } = await this.consents.export(recipientOf(text));
    response.setHeader('content-security-policy', PAGE_POLICY).type('html').send(html);
  }

  /** Streams the records of the last three years as CSV. */
  @Get('export.csv')
  export(): StreamableFile {
    const to = new Date();
    const from = new Date(to);
    from.setFullYear(to.getFullYear() - 3);
    return new StreamableFile(Readable.from(this.consents.exportRange({ from, to })), {
      type: CSV,
      disposition: `attachment; filename="consent-records-${day(from)}-to-${day(to)}.csv"`,
    });
  }

  /** Recomputes every hash of the chain. */
  @Post('chain')
  @HttpCode(200)
  async verifyChain(@Body() { expected }: ChainDto = {}): Promise<ChainAnswer> {
    const started = performance.now();
    const report = await this.consents.verifyChain({ expected });
    return { ...report, tookMs: Math.round(performance.now() - started) };
  }
}
