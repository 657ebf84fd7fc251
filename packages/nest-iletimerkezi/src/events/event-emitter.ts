import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { IletimerkeziEvents, type IletimerkeziEvent } from './events.js';

/** `@OnEvent(iletimerkeziEvent('delivery'))`: the event's name on the host's emitter. */
export function iletimerkeziEvent(type: IletimerkeziEvent['type']): string {
  return `iletimerkezi.${type}`;
}

@Injectable()
class EventEmitterBridge implements OnModuleInit {
  constructor(
    private readonly events: IletimerkeziEvents,
    private readonly emitter: EventEmitter2,
  ) {}

  onModuleInit(): void {
    this.events.events$.subscribe((event) => this.emitter.emit(iletimerkeziEvent(event.type), event));
  }
}

/**
 * Passes this module's events on to the host's `EventEmitter2`, as `iletimerkezi.order.accepted` and so on. Import it
 * beside `EventEmitterModule.forRoot()`.
 */
@Module({ providers: [EventEmitterBridge] })
export class IletimerkeziEventEmitterModule {}
