export { SmsComposer } from './SmsComposer.js';
export { readSubmitResult } from './submitResult.js';
export type {
  Audience,
  ComposedMessage,
  MessageTemplate,
  SmsComposerPart,
  SmsComposerProps,
  SmsDraft,
  SubmitResult,
} from './SmsComposer.types.js';
