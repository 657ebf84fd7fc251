export { SmsComposer } from './SmsComposer.js';
export type { ComposerProps, FieldProps } from './useComposerProps.js';
export type { DraftCheck, DraftFault } from './draft.js';
export {
  useSmsComposer,
  type MessageCost,
  type UseSmsComposer,
  type UseSmsComposerOptions,
} from './useSmsComposer.js';
export type { PreviewState } from './usePreview.js';
export { readSubmitResult } from './submitResult.js';
export { toDraft, type MessageToOpen } from './toDraft.js';
export type {
  Audience,
  ComposedMessage,
  DraftValues,
  MessagePreview,
  MessageTemplate,
  SavedDraft,
  SavedText,
  SavedTextChange,
  SavedTextResult,
  SmsComposerPart,
  SmsComposerProps,
  SmsDraft,
  SubmitResult,
  TestMessage,
} from './SmsComposer.types.js';
export type { OptionProps } from './useComposerProps.js';
export type { Personal } from '../../personal/usePersonalMessage.js';
export type { PeopleCost, PersonalMessage, Person } from '../../personal/personalMessage.js';
export type { Submission } from './useReview.js';
