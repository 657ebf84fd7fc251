import { Controller, Delete, Get, HttpCode, Post, Sse, UseGuards, type MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { VerificationRun, VerificationRuns } from '../../../shared/api/consents.js';
import { BrandCodeGuard } from '../brand-code.guard.js';
import { Verifications } from './verifications.js';

/** Runs of the verification: what came of them, one more right now, and an end to it. */
@UseGuards(BrandCodeGuard)
@Controller('api/consents/verifications')
export class VerificationsController {
  constructor(private readonly verifications: Verifications) {}

  @Get()
  async list(): Promise<VerificationRuns> {
    return { runs: await this.verifications.list() };
  }

  /** Begins a run and answers as soon as it is under way; `events` tells how it goes. */
  @Post()
  @HttpCode(202)
  start(): Promise<VerificationRun> {
    return this.verifications.start();
  }

  /** Stops the run that was begun here. What it has checked stays checked. */
  @Delete('current')
  @HttpCode(202)
  stop(): Record<string, never> {
    this.verifications.stop();
    return {};
  }

  /** A `run` event for each step of a run, the scheduled ones too. */
  @Sse('events')
  events(): Observable<MessageEvent> {
    return this.verifications.events();
  }
}
