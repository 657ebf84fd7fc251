'use client';
import type { ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { Notice } from '../../parts/Notice.js';
import { sentence } from '../../parts/sentence.js';
import { useSmsUi } from '../../provider/context.js';
import type { SavedText, SavedTextChange, SavedTextResult } from './SmsComposer.types.js';

/** A result of a change that stored nothing. */
export type SavedRefusal<Item extends SavedText> = Exclude<
  SavedTextResult<Item>,
  { state: 'saved' | 'removed' }
>;

interface SavedConflictProps<Item extends SavedText> {
  refusal: SavedRefusal<Item>;
  change: SavedTextChange<Item>;
  /** Opens the text of the other person. */
  onOpen: (current: Item) => void;
  /** Stores the change in place of the text of the other person. */
  onReplace: (current: Item) => void;
  /** Stores what is written as a new text. */
  onAdd: (name: string) => void;
}

/** Says why a text was not stored, and what the person can do. What another person has stored is replaced on request only. */
export function SavedConflict<Item extends SavedText>({
  refusal,
  change,
  onOpen,
  onReplace,
  onAdd,
}: SavedConflictProps<Item>): ReactNode {
  const { t, locale } = useSmsUi();
  const { state } = refusal;
  const name = (change.item ?? change.previous)?.name ?? '';
  const canAdd = state === 'missing' && change.item !== undefined;
  return (
    <Notice
      tone={state === 'invalid' ? 'undelivered' : 'waiting'}
      role="alert"
      title={t(`composer.saved.${state}`, { name })}
      actions={
        <>
          {state === 'changed' ? (
            <>
              <Button onClick={() => onOpen(refusal.current)}>{t('composer.saved.openOther')}</Button>
              {change.item === undefined ? null : (
                <Button kind="plain" onClick={() => onReplace(refusal.current)}>
                  {t('composer.saved.replaceOther')}
                </Button>
              )}
            </>
          ) : null}
          {canAdd ? <Button onClick={() => onAdd(name)}>{t('composer.saved.addAgain')}</Button> : null}
        </>
      }
    >
      {state === 'invalid'
        ? refusal.faults.map(({ path, message, messageTr }) => (
            <p key={`${path} ${message}`}>{sentence(locale === 'tr' ? messageTr : message, locale)}</p>
          ))
        : t(state === 'changed' ? 'composer.saved.notReplaced' : 'composer.saved.kept')}
    </Notice>
  );
}
