/** Where the emulator listens, and what the generated files agree on. */
export const EMULATOR_URL = 'http://127.0.0.1:4010';
export const WEBHOOK_PATH = 'hooks/sms';

export interface TemplateSettings {
  /** End of relative imports: `.js`, `.ts` or nothing. */
  readonly extension: string;
  readonly platform: 'express' | 'fastify';
  /** The package that the test imports its functions from; undefined when the runner has them as globals. */
  readonly testFunctions: 'vitest' | '@jest/globals' | undefined;
}

/** The module of the generated folder: the webhook and the handler of delivery reports. */
export const deliveryModule = ({
  extension,
}: TemplateSettings): string => `import { Module } from '@nestjs/common';
import {
  SmsDeliveries,
  SmsDeliveryController,
} from './sms-delivery.controller${extension}';

@Module({
  controllers: [SmsDeliveryController],
  providers: [SmsDeliveries],
})
export class SmsDeliveryModule {}
`;

export const deliveryController =
  (): string => `import { Controller, Injectable, Logger } from '@nestjs/common';
import { type Delivery, DeliveryWebhook, OnDelivery } from 'nest-iletimerkezi';

/** Receives the delivery reports: POST /${WEBHOOK_PATH}?token=… */
@Controller('${WEBHOOK_PATH}')
export class SmsDeliveryController {
  @DeliveryWebhook()
  receive(): void {}
}

/** Handles each delivery report after it has been answered. */
@Injectable()
export class SmsDeliveries {
  private readonly logger = new Logger(SmsDeliveries.name);

  @OnDelivery()
  handle({ orderId, status }: Delivery): void {
    this.logger.log(\`Order \${orderId}: \${status}\`);
  }
}
`;

export function deliverySpec({ extension, platform, testFunctions }: TemplateSettings): string {
  const functions = testFunctions
    ? `import { afterAll, beforeAll, describe, expect, it } from '${testFunctions}';\n`
    : '';
  const [adapterImport, application] =
    platform === 'express'
      ? ['', 'module.createNestApplication()']
      : [
          "import { FastifyAdapter } from '@nestjs/platform-fastify';\n",
          'module.createNestApplication(new FastifyAdapter())',
        ];
  return `${functions}import { type INestApplication } from '@nestjs/common';
${adapterImport}import { Test } from '@nestjs/testing';
import { SmsService } from 'nest-iletimerkezi';
import {
  IletimerkeziTestingModule,
  SmsTestKit,
  TEST_WEBHOOK_TOKEN,
} from 'nest-iletimerkezi/testing';
import { SmsDeliveryModule } from './sms-delivery.module${extension}';

describe('SmsDeliveryModule', () => {
  const lines: unknown[] = [];
  const log = (line: unknown) => lines.push(line);
  let app: INestApplication;

  // The emulator of the provider runs in this process: no message leaves it.
  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [IletimerkeziTestingModule.forRoot(), SmsDeliveryModule],
    }).compile();
    app = ${application};
    app.useLogger({ log, warn: log, error: log });
    await app.listen(0, '127.0.0.1');
  }, 60_000);

  afterAll(async () => {
    await app.close();
  });

  it('handles the delivery report of a message', async () => {
    const kit = app.get(SmsTestKit);
    kit.deliveries.sendTo(
      \`\${await app.getUrl()}/${WEBHOOK_PATH}?token=\${TEST_WEBHOOK_TOKEN}\`,
    );

    const { orderId } = await app.get(SmsService).send({
      kind: 'transactional',
      text: 'Kodunuz 481516',
      recipients: ['+905301234567'],
    });
    kit.clock.advance('PT1M');
    await kit.deliveries.settled();

    expect(lines).toContain(\`Order \${orderId}: delivered\`);
  });
});
`;
}
