'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../../provider/context.js';
import { SavedItems } from './SavedItems.js';
import type { SavedDraft, SmsComposerProps, SmsDraft } from './SmsComposer.types.js';
import type { UseSmsComposer } from './useSmsComposer.js';
import type { TextBox } from './useTextBox.js';

interface DraftItemsProps extends Pick<SmsComposerProps, 'drafts' | 'onSaveDraft'> {
  composer: UseSmsComposer;
  box: TextBox;
}

/** The drafts that the host stores. Opening one keeps what was written, which one press brings back. */
export function DraftItems({ composer, box, drafts, onSaveDraft }: DraftItemsProps): ReactNode {
  const { t } = useSmsUi();
  const { draft } = composer;
  if (composer.isLocked || (onSaveDraft === undefined && !drafts?.length)) return null;
  const open = (value: Partial<SmsDraft>): void => {
    composer.open({ ...draft, ...value, text: draft.text });
    box.write(value.text ?? '');
  };
  const isEmpty = draft.text.trim() === '' && draft.recipients.list.rows.length === 0;
  return (
    <section className="sms-drafts" aria-label={t('composer.drafts')}>
      <SavedItems<SavedDraft>
        what="draft"
        items={drafts}
        take={(item) => (isEmpty ? undefined : { ...item, ...savedOf(draft) })}
        isWritten={(item) => isSame(draftOf(item, draft), draft)}
        isPartial={({ recipients, sendAt }) =>
          (recipients === undefined && draft.recipients.list.rows.length > 0) ||
          (sendAt === undefined && draft.sendAt !== 'now')
        }
        open={(item) => {
          const before = draft;
          open(draftOf(item, draft));
          return isEmpty ? undefined : () => open(before);
        }}
        onSave={onSaveDraft}
      />
    </section>
  );
}

/** Returns the fields of a stored draft. Undecided ones are absent, as in a `SavedText`. */
const savedOf = ({ sender, ...draft }: SmsDraft): Omit<SavedDraft, 'name'> => ({
  ...draft,
  sender: sender === '' ? undefined : sender,
});

/** Returns a stored draft as it is opened: what the host did not store stays as it is. */
const draftOf = (item: SavedDraft, draft: SmsDraft): SmsDraft => ({
  recipients: item.recipients ?? draft.recipients,
  text: item.text,
  kind: item.kind,
  audience: item.audience,
  sendAt: item.sendAt ?? draft.sendAt,
  sender: item.sender ?? draft.sender,
  values: item.recipients === undefined ? draft.values : item.values,
});

const FIELDS = ['text', 'kind', 'audience', 'sendAt', 'sender', 'values'] as const;

/** Compares the fields of two drafts by what they hold, because a host may have stored them as JSON. */
function isSame(one: SmsDraft, other: SmsDraft): boolean {
  const { recipients: listOne } = one;
  const { recipients: listOther } = other;
  return (
    FIELDS.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field])) &&
    listOne.text === listOther.text &&
    listOne.fileName === listOther.fileName &&
    listOne.list.rows.length === listOther.list.rows.length
  );
}
