import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  Sse,
  UseGuards,
  type MessageEvent,
} from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { CONSENT_SOURCES, RECIPIENT_TYPES, type ConsentSource, type RecipientType } from 'iletimerkezi-core';
import type { Observable } from 'rxjs';
import type { ConsentImport, ConsentImportReport } from '../../../shared/api/consents.js';
import { problem, ProblemException } from '../../http/problems.js';
import { BrandCodeGuard } from '../brand-code.guard.js';
import { ImportJobs } from './import-jobs.js';
import { sampleConsents } from './sample-consents.js';

const MEGABYTE = 1_048_576;
const LARGEST = 64 * MEGABYTE;

class ImportQueryDto {
  @IsString()
  @MaxLength(200)
  name: string;

  @IsIn(['csv', 'netmera-sms', 'netmera-email'])
  format: 'csv' | 'netmera-sms' | 'netmera-email';

  @IsIn(['utf-8', 'windows-1254'])
  encoding: 'utf-8' | 'windows-1254';

  @IsIn(RECIPIENT_TYPES.map(({ value }) => value))
  recipientType: RecipientType;

  @IsOptional()
  @IsIn(CONSENT_SOURCES.map(({ value }) => value))
  source?: ConsentSource;

  /** A column by name, or by its letter in the spreadsheet. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  recipientColumn?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  statusColumn?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  consentDateColumn?: string;
}

/** A single letter is the position of a column, any other value its name. */
function columnOf(asked: string | undefined): string | number | undefined {
  const text = asked?.trim();
  if (text === undefined || text === '') return undefined;
  return /^[A-Z]$/.test(text) ? text.charCodeAt(0) - 65 : text;
}

/** Uploads, streams, cancels and reports imports of consent files. */
@UseGuards(BrandCodeGuard)
@Controller('api/consents/imports')
export class ImportsController {
  constructor(private readonly jobs: ImportJobs) {}

  @Get()
  list(): { imports: ConsentImport[] } {
    return { imports: this.jobs.list() };
  }

  /** Returns a sample file of 10,000 rows, 37 of them invalid. The dates are recent, because old consents are not registered. */
  @Get('sample.csv')
  sample(@Res() response: Response): void {
    response
      .type('text/csv; charset=utf-8')
      .attachment('consents-sample.csv')
      .send(sampleConsents(new Date()));
  }

  /** The request body is the file. */
  @Post()
  @HttpCode(202)
  async start(@Query() query: ImportQueryDto, @Req() request: Request): Promise<ConsentImport> {
    const content = await contentOf(request);
    const { name, format, encoding, recipientType, source } = query;
    const columns = {
      recipient: columnOf(query.recipientColumn),
      status: columnOf(query.statusColumn),
      consentDate: columnOf(query.consentDateColumn),
    };
    return this.jobs.start({ name, content, format, encoding, recipientType, source, columns });
  }

  /** Streams an `import` event for each step. The last one is final. */
  @Sse(':id/events')
  events(@Param('id') id: string): Promise<Observable<MessageEvent>> {
    return this.jobs.events(id);
  }

  @Get(':id')
  report(@Param('id') id: string): Promise<ConsentImportReport> {
    return this.jobs.report(id);
  }

  @Delete(':id')
  cancel(@Param('id') id: string): Promise<ConsentImport> {
    return this.jobs.cancel(id);
  }
}

async function contentOf(request: Request): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST) throw new ProblemException(413, problem('file-too-large'));
    pieces.push(piece);
  }
  if (size === 0) throw new ProblemException(400, problem('file-empty'));
  return Buffer.concat(pieces);
}
