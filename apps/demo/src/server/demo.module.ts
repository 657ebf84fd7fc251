import { Module, ValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { IletimerkeziModule, type IletimerkeziOptions } from 'nest-iletimerkezi';
import { AccountController } from './account/account.controller.js';
import { DeliveryController } from './deliveries/delivery.controller.js';
import { DeliveryListener } from './deliveries/delivery.listener.js';
import { DemoSettings } from './demo-settings.js';
import { ProblemFilter, problemOfValidation } from './http/problem.filter.js';
import { SameOriginGuard } from './http/same-origin.guard.js';
import { LostOrders } from './orders/lost-orders.js';
import { OrderBook } from './orders/order-book.js';
import { OrderSync } from './orders/order-sync.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersService } from './orders/orders.service.js';
import { WebPageController } from './web-page/web-page.controller.js';

@Module({})
export class DemoModule {
  /** The whole demo against the provider that `iletimerkezi` names. */
  static register(settings: DemoSettings, iletimerkezi: IletimerkeziOptions): DynamicModule {
    return {
      module: DemoModule,
      imports: [IletimerkeziModule.forRoot(iletimerkezi)],
      // WebPageController answers what the others left over.
      controllers: [AccountController, OrdersController, DeliveryController, WebPageController],
      providers: [
        OrderBook,
        OrdersService,
        OrderSync,
        LostOrders,
        DeliveryListener,
        { provide: DemoSettings, useValue: settings },
        { provide: APP_GUARD, useClass: SameOriginGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        {
          provide: APP_PIPE,
          useFactory: () =>
            new ValidationPipe({
              whitelist: true,
              stopAtFirstError: true,
              exceptionFactory: problemOfValidation,
            }),
        },
      ],
    };
  }
}
