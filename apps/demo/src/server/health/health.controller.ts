import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import { IletimerkeziHealthIndicator } from 'nest-iletimerkezi/terminus';
import { HealthFilter } from './health.filter.js';

/** The balance below which the status is degraded, in credits. */
const LOW_SMS = 1_000;

/**
 * Health checks. Liveness does not depend on the provider:
 * a restart does not fix a provider outage, and orders wait in the outbox.
 */
@ApiTags('health')
@UseFilters(HealthFilter)
@Controller('api/health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly iletimerkezi: IletimerkeziHealthIndicator,
  ) {}

  /** Responds with 200 if all parts are up or degraded, and with 503 if the provider or the database is down. */
  @Get()
  @HealthCheck()
  check(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.iletimerkezi.isHealthy('provider', { lowSms: LOW_SMS, cacheMs: 5_000 }),
      () => this.iletimerkezi.isOutboxHealthy('outbox', { cacheMs: 1_000 }),
      () => this.iletimerkezi.isConsentRegistrationHealthy('consents', { cacheMs: 1_000 }),
    ]);
  }

  /** Responds with 200 while the process is running. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
