import {
  Controller,
  DefaultValuePipe,
  Get,
  Param,
  ParseIntPipe,
  Query,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { PhoneConversation, PhonePage } from '../../shared/api/phones.js';
import { EmulatorPhones } from './emulator-phones.js';

/** Returns the messages on the phones of the emulator. Not available with a real account. */
@Controller('api/phones')
export class PhonesController {
  constructor(private readonly phones: EmulatorPhones) {}

  @Get()
  list(
    @Query('search', new DefaultValuePipe('')) search: string,
    @Query('limit', new DefaultValuePipe(50), ParseIntPipe) limit: number,
  ): Promise<PhonePage> {
    return this.phones.list(search, limit);
  }

  /** Streams a `changed` event when a message arrives or changes its state, at most ten per second. */
  @Sse('events')
  events(): Observable<MessageEvent> {
    return this.phones.changes();
  }

  @Get(':number')
  messages(
    @Param('number') number: string,
    @Query('limit', new DefaultValuePipe(50), ParseIntPipe) limit: number,
  ): Promise<PhoneConversation> {
    return this.phones.messages(number, limit);
  }
}
