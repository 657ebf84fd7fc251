export { SmsComposer } from './SmsComposer.js';
export type {
  Audience,
  ComposedMessage,
  MessageTemplate,
  SmsComposerPart,
  SmsComposerProps,
  SmsDraft,
  SubmitResult,
} from './SmsComposer.types.js';
