import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import { IletimerkeziHealthIndicator } from 'nest-iletimerkezi/terminus';
import { HealthFilter } from './health.filter.js';

/** Below this many credits somebody should buy some. */
const LOW_SMS = 1_000;

/**
 * For people and for load balancers. Whether the process lives is another question than whether the provider does:
 * restarting this server does not fix the provider, and its orders wait in the outbox.
 */
@ApiTags('health')
@UseFilters(HealthFilter)
@Controller('api/health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly iletimerkezi: IletimerkeziHealthIndicator,
  ) {}

  /** 200 while everything works or is merely degraded, 503 when the provider or the database is away. */
  @Get()
  @HealthCheck()
  check(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.iletimerkezi.isHealthy('provider', { lowSms: LOW_SMS, cacheMs: 5_000 }),
      () => this.iletimerkezi.isOutboxHealthy('outbox', { cacheMs: 1_000 }),
      () => this.iletimerkezi.isConsentRegistrationHealthy('consents', { cacheMs: 1_000 }),
    ]);
  }

  /** 200 as long as the process serves. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
