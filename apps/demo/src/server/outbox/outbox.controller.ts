import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OutboxService } from 'nest-iletimerkezi';
import type { OutboxBacklog } from '../../shared/api/outbox.js';

/** Returns the backlog of the outbox and resumes stopped lanes. */
@ApiTags('outbox')
@Controller('api/outbox')
export class OutboxController {
  constructor(private readonly outbox: OutboxService) {}

  @Get()
  async backlog(): Promise<OutboxBacklog> {
    const { oldest, ...counts } = await this.outbox.backlog();
    return { ...counts, ...(oldest && { oldest: oldest.toISOString() }) };
  }

  /** Resumes stopped lanes after credit was bought or keys were corrected. */
  @Post('resume')
  @HttpCode(204)
  async resume(): Promise<void> {
    await this.outbox.resume();
  }
}
