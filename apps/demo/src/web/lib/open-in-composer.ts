import { toDraft, type MessageToOpen } from 'react-sms-ui';
import { renewSendingKey, loadDraft, saveDraft } from './draft.js';
import { navigate, paths } from './router.js';

/** Whether the composer has a draft that another would replace. */
export function hasDraft(): boolean {
  const { text, recipients } = loadDraft();
  return text.trim() !== '' || recipients.list.rows.length > 0;
}

/** Opens a message in the composer, in place of the draft that is there. */
export function openInComposer(message: MessageToOpen): void {
  renewSendingKey();
  saveDraft(toDraft(message));
  navigate(paths.compose);
}
