export {
  IletimerkeziTestingModule,
  TEST_WEBHOOK_TOKEN,
  type IletimerkeziTestingOptions,
} from './testing.module.js';
export { SmsTestKit } from './test-kit.js';
export type { WebhookRule } from './control-plane.js';
export {
  makeDeliveryReport,
  type DeliveryReportBody,
  type DeliveryReportInput,
} from './make-delivery-report.js';
