import { Controller } from '@nestjs/common';
import { DeliveryWebhook } from 'nest-iletimerkezi';
import { OpenToServers } from '../http/same-origin.guard.js';

/** Where the provider posts delivery reports. The library checks the token and calls the listeners. */
@OpenToServers()
@Controller('webhooks/iletimerkezi')
export class DeliveryController {
  @DeliveryWebhook()
  take(): void {
    // Nothing to add: DeliveryListener gets every report.
  }
}
