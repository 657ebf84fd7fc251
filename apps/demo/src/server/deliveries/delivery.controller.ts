import { Controller } from '@nestjs/common';
import { DeliveryWebhook } from 'nest-iletimerkezi';
import { OpenToServers } from '../http/same-origin.guard.js';

/** Receives delivery reports. The library checks the token and calls the handlers. */
@OpenToServers()
@Controller('webhooks/iletimerkezi')
export class DeliveryController {
  @DeliveryWebhook()
  take(): void {
    // The guard and DeliveryListener process the report.
  }
}
