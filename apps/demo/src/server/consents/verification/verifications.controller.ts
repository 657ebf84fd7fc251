import { Controller, Delete, Get, HttpCode, Post, Sse, UseGuards, type MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { VerificationRun, VerificationRuns } from '../../../shared/api/consents.js';
import { BrandCodeGuard } from '../brand-code.guard.js';
import { Verifications } from './verifications.js';

/** Lists, starts and stops verification runs. */
@UseGuards(BrandCodeGuard)
@Controller('api/consents/verifications')
export class VerificationsController {
  constructor(private readonly verifications: Verifications) {}

  @Get()
  async list(): Promise<VerificationRuns> {
    return { runs: await this.verifications.list() };
  }

  /** Starts a run and responds when it is running. `events` streams its progress. */
  @Post()
  @HttpCode(202)
  start(): Promise<VerificationRun> {
    return this.verifications.start();
  }

  /** Stops the run. The records that it has checked stay checked. */
  @Delete('current')
  @HttpCode(202)
  stop(): Record<string, never> {
    this.verifications.stop();
    return {};
  }

  /** Streams a `run` event for each step of every run, including scheduled ones. */
  @Sse('events')
  events(): Observable<MessageEvent> {
    return this.verifications.events();
  }
}
