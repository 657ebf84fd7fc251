export * from './phone/index.js';
export * from './segments/index.js';
export * from './templates/index.js';
export { isMoment, parseInstant } from './moment.js';
export * from './client/index.js';
export {
  parseSender,
  SENDER_MAX_LENGTH,
  TEST_SENDER,
  type SenderFault,
  type SenderResult,
} from './sender.js';
export {
  formatDate,
  formatDateTime,
  formatFileDateTime,
  formatSendDateTime,
  istanbulDay,
  parseDate,
  parseDateTime,
  parseFileDateTime,
  parseSendDateTime,
  startOfIstanbulDay,
} from './istanbul-time.js';
export * from './shared/index.js';
export * from './files/index.js';
export * from './email.js';
export * from './consents/index.js';
export * from './content/index.js';
