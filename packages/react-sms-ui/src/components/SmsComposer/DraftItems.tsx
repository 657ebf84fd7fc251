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
  const open = (value: SmsDraft): void => {
    composer.open({ ...value, text: draft.text });
    box.write(value.text);
  };
  const isEmpty = draft.text.trim() === '' && draft.recipients.list.rows.length === 0;
  return (
    <section className="sms-drafts" aria-label={t('composer.drafts')}>
      <SavedItems<SavedDraft>
        what="draft"
        items={drafts}
        take={({ id, name }) =>
          isEmpty ? undefined : { ...(id !== undefined && { id }), name, value: draft }
        }
        isWritten={({ value }) => sameDraft(value, draft)}
        open={(item) => {
          const before = draft;
          open(item.value);
          return isEmpty ? undefined : () => open(before);
        }}
        onSave={onSaveDraft}
      />
    </section>
  );
}

const FIELDS = ['text', 'kind', 'audience', 'sendAt', 'sender', 'values'] as const;

/** Compares the fields of two drafts by what they hold, because a host may have stored them as JSON. */
function sameDraft(one: SmsDraft, other: SmsDraft): boolean {
  const { recipients: listOne } = one;
  const { recipients: listOther } = other;
  return (
    FIELDS.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field])) &&
    listOne.text === listOther.text &&
    listOne.fileName === listOther.fileName &&
    listOne.list.rows.length === listOther.list.rows.length
  );
}
