import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { IletimerkeziEvents, type IletimerkeziEvent } from './events.js';

/** Returns an event's name on the host's emitter. Example: `@OnEvent(iletimerkeziEvent('delivery'))`. */
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
 * Emits this module's events on the host's `EventEmitter2`, for example as `iletimerkezi.order.accepted`. Import it next
 * to `EventEmitterModule.forRoot()`.
 */
@Module({ providers: [EventEmitterBridge] })
export class IletimerkeziEventEmitterModule {}
