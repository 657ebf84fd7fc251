import { Module, ValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { ApiTags } from '@nestjs/swagger';
import { TerminusModule } from '@nestjs/terminus';
import {
  createCampaignsController,
  createTemplatesController,
  IletimerkeziModule,
  type IletimerkeziOptions,
} from 'nest-iletimerkezi';
import { AccountController } from './account/account.controller.js';
import { KnownSenders } from './account/known-senders.js';
import { BlacklistController } from './blacklist/blacklist.controller.js';
import { ConsentFormController } from './consents/consent-form.controller.js';
import { ConsentSummaries } from './consents/consent-summary.js';
import { ConsentsController } from './consents/consents.controller.js';
import { EvidenceController } from './consents/evidence.controller.js';
import { ImportJobs } from './consents/imports/import-jobs.js';
import { ImportsController } from './consents/imports/imports.controller.js';
import { Verifications } from './consents/verification/verifications.js';
import { VerificationsController } from './consents/verification/verifications.controller.js';
import { DeliveryController } from './deliveries/delivery.controller.js';
import { DemoSettings } from './demo-settings.js';
import { EmulatorControl } from './emulator/emulator-control.js';
import { EmulatorController } from './emulator/emulator.controller.js';
import { HealthController } from './health/health.controller.js';
import { healthIndicator } from './health/health-indicator.provider.js';
import { ProblemFilter, problemOfValidation } from './http/problem.filter.js';
import { LoginGuard, type DemoUser } from './http/login.guard.js';
import { problem, ProblemException } from './http/problems.js';
import { RunningRequests } from './http/running-requests.js';
import { NulGuard } from './http/nul.guard.js';
import { SameOriginGuard } from './http/same-origin.guard.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersService } from './orders/orders.service.js';
import { OutboxController } from './outbox/outbox.controller.js';
import { EmulatorPhones } from './phones/emulator-phones.js';
import { PhonesController } from './phones/phones.controller.js';
import { SampleData } from './sample-data/sample-data.js';
import { PhoneVerificationController, SignInController } from './sign-in/sign-in.controller.js';
import { WebPageController } from './web-page/web-page.controller.js';

/** Saved templates, and the drafts of the user. */
const TemplatesController = createTemplatesController<{ user?: DemoUser }>({
  path: 'api/templates',
  // LoginGuard is global.
  decorators: [ApiTags('templates')],
  user: ({ user }) => user?.name,
});

/** Sent orders. With a real account a send is confirmed by the number of its SMS, so that it is composed again. */
const campaignsController = ({ provider }: DemoSettings) =>
  createCampaignsController({
    path: 'api/orders',
    // LoginGuard is global.
    decorators: [ApiTags('orders')],
    authorize: (_, action) => {
      if (provider === 'real' && (action === 'duplicate' || action === 'resend'))
        throw new ProblemException(409, problem('confirmation-needed'));
    },
  });

@Module({})
export class DemoModule {
  /** Creates the module of the demo for the provider in `iletimerkezi`. */
  static register(settings: DemoSettings, iletimerkezi: IletimerkeziOptions): DynamicModule {
    return {
      module: DemoModule,
      // The library registers the nightly verification with the host's scheduler.
      imports: [ScheduleModule.forRoot(), IletimerkeziModule.forRoot(iletimerkezi), TerminusModule],

      // WebPageController handles all remaining routes.
      controllers: [
        AccountController,
        // The streams of OrdersController come before `:id`.
        OrdersController,
        campaignsController(settings),
        OutboxController,
        TemplatesController,
        EmulatorController,
        HealthController,
        ConsentFormController,
        ImportsController,
        VerificationsController,
        EvidenceController,
        ConsentsController,
        BlacklistController,
        PhonesController,
        ...(settings.verifiesPhones ? [PhoneVerificationController, SignInController] : []),
        DeliveryController,
        WebPageController,
      ],
      providers: [
        KnownSenders,
        OrdersService,
        SampleData,
        EmulatorControl,
        healthIndicator,
        ConsentSummaries,
        ImportJobs,
        Verifications,
        EmulatorPhones,
        { provide: DemoSettings, useValue: settings },
        { provide: APP_GUARD, useClass: SameOriginGuard },
        { provide: APP_GUARD, useClass: NulGuard },
        { provide: APP_GUARD, useClass: LoginGuard },
        RunningRequests,
        { provide: APP_FILTER, useClass: ProblemFilter },
        {
          provide: APP_PIPE,
          useFactory: () =>
            new ValidationPipe({
              transform: true,
              whitelist: true,
              stopAtFirstError: true,
              exceptionFactory: problemOfValidation,
            }),
        },
      ],
    };
  }
}
