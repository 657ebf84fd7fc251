'use client';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { FieldFault } from '../../parts/FieldFault.js';
import { Notice } from '../../parts/Notice.js';
import { useTask } from '../../parts/useTask.js';
import { useSmsUi } from '../../provider/context.js';
import type { SavedItemsProps, UsedItem } from './SavedItems.js';
import { SavedConflict, type SavedRefusal } from './SavedConflict.js';
import { newId, readSavedResult } from './savedResult.js';
import type { SavedText, SavedTextChange } from './SmsComposer.types.js';

interface SavedActionsProps<Item extends SavedText> extends SavedItemsProps<Item> {
  items: readonly Item[];
  onSave: NonNullable<SavedItemsProps<Item>['onSave']>;
  used: UsedItem<Item> | undefined;
  onUse: (used: UsedItem<Item> | undefined) => void;
}

/** Saves what is written under a name, overwrites, renames, and undoes the last of these. */
export function SavedActions<Item extends SavedText>(props: SavedActionsProps<Item>): ReactNode {
  const { what, items, take, isWritten, isPartial, open, onSave, used, onUse } = props;
  const { t } = useSmsUi();
  const [naming, setNaming] = useState<'add' | 'rename'>();
  const [last, setLast] = useState<SavedTextChange<Item>>();
  /** Why the server has not stored the last change. */
  const [refusal, setRefusal] = useState<SavedRefusal<Item>>();
  const task = useTask();
  const button = useRef<HTMLButtonElement>(null);
  const isSaving = task.state === 'running';
  const item = used?.item;
  const isChanged = item !== undefined && !isWritten(item);
  const isStored = task.state === 'done' && refusal === undefined;
  const canUndo = last !== undefined && last.reason !== 'undo' && isStored;

  const save = (asked: Omit<SavedTextChange<Item>, 'status'>): void => {
    const change = { ...asked, status: what === 'draft' ? 'draft' : 'ready' } as const;
    let result = readSavedResult(undefined, change);
    setLast(change);
    setRefusal(undefined);
    task.run(
      async () => {
        const answer = await onSave(change);
        result = readSavedResult(answer, change);
        return answer;
      },
      () => {
        if (result.state === 'saved' || result.state === 'removed') {
          const stored = result.state === 'saved' ? result.item : undefined;
          setLast({ ...change, item: stored });
          onUse(stored && { item: stored, reopen: undefined });
          setNaming(undefined);
          button.current?.focus();
        } else setRefusal(result);
      },
    );
  };
  const overwrite = (previous: Item): void => {
    const next = take(previous);
    if (next !== undefined) save({ item: next, previous, reason: 'overwrite' });
  };
  const add = (name: string): void => {
    const next = take({ id: newId(), name });
    if (next !== undefined) save({ item: next, reason: 'add' });
  };
  const saveAs = (name: string): void => {
    const same = sameName(items, name);
    if (naming === 'rename' && item !== undefined) {
      save({ item: { ...item, name }, previous: item, reason: 'rename' });
    } else if (same === undefined) add(name);
    else overwrite(same);
  };
  const reopen = used?.reopen;

  return (
    <>
      <div className="sms-saved-actions">
        <Button
          ref={button}
          kind="plain"
          aria-disabled={take({ name: '' }) === undefined || isSaving || undefined}
          aria-expanded={naming === 'add'}
          onClick={() => setNaming(naming === 'add' ? undefined : 'add')}
        >
          {t(`composer.${what}.save`)}
        </Button>
        {isChanged ? (
          <Button
            kind="plain"
            aria-label={t('composer.saved.overwrite', { name: item.name })}
            aria-disabled={isSaving || undefined}
            onClick={() => overwrite(item)}
          >
            {t('composer.saved.confirm')}
          </Button>
        ) : null}
        {item === undefined ? null : (
          <Button
            kind="plain"
            aria-label={t('composer.saved.rename', { name: item.name })}
            aria-expanded={naming === 'rename'}
            onClick={() => setNaming(naming === 'rename' ? undefined : 'rename')}
          >
            {t('composer.saved.renameShort')}
          </Button>
        )}
        {items.length === 0 ? <span className="sms-hint">{t(`composer.${what}.empty`)}</span> : null}
      </div>
      {naming === undefined ? null : (
        <NameForm
          key={naming}
          {...props}
          naming={naming}
          isSaving={isSaving}
          onName={saveAs}
          onCancel={() => {
            setNaming(undefined);
            button.current?.focus();
          }}
        />
      )}
      {reopen === undefined || isSaving ? null : (
        <span className="sms-saved-status" role="status">
          {t('composer.saved.opened', { name: used?.item.name ?? '' })}
          <Button
            kind="plain"
            onClick={() => {
              reopen();
              onUse(undefined);
            }}
          >
            {t('composer.saved.reopen')}
          </Button>
        </span>
      )}
      {last === undefined || (task.state !== 'failed' && task.state !== 'slow') ? null : (
        <Notice
          tone={task.state === 'failed' ? 'undelivered' : 'waiting'}
          role="alert"
          title={t(task.state === 'failed' ? 'composer.saved.failed' : 'composer.saved.slow', {
            name: (last.item ?? last.previous)?.name ?? '',
          })}
          actions={<Button onClick={() => save(last)}>{t('common.retry')}</Button>}
        >
          {t('composer.saved.kept')}
        </Notice>
      )}
      {task.state !== 'done' || last === undefined || refusal === undefined ? null : (
        <SavedConflict
          refusal={refusal}
          change={last}
          onOpen={(current) => {
            onUse({ item: current, reopen: open(current) });
            setRefusal(undefined);
            task.reset();
          }}
          onReplace={(current) => save({ ...last, previous: current })}
          onAdd={(name) => add(name)}
        />
      )}
      {!isStored || last === undefined ? null : (
        <span className="sms-saved-status" role="status">
          {t(last.reason === 'undo' ? 'composer.saved.undo' : 'composer.saved.add', {
            name: (last.item ?? last.previous)?.name ?? '',
          })}
          {last.item !== undefined && isPartial?.(last.item) ? ` ${t('composer.saved.partly')}` : ''}
          {canUndo ? (
            <Button
              kind="plain"
              onClick={() => save({ item: last.previous, previous: last.item, reason: 'undo' })}
            >
              {t('composer.saved.takeBack')}
            </Button>
          ) : null}
        </span>
      )}
    </>
  );
}

/** Names are equal in any letter case. */
const sameName = <Item extends SavedText>(items: readonly Item[], name: string): Item | undefined =>
  items.find((each) => inSmallLetters(each.name) === inSmallLetters(name));

const inSmallLetters = (name: string): string => name.trim().toLocaleLowerCase('tr');

interface NameFormProps<Item extends SavedText> extends SavedActionsProps<Item> {
  naming: 'add' | 'rename';
  isSaving: boolean;
  onName: (name: string) => void;
  onCancel: () => void;
}

/** Asks for a name, and says before saving that it overwrites another item. */
function NameForm<Item extends SavedText>({
  what,
  items,
  naming,
  used,
  isSaving,
  onName,
  onCancel,
}: NameFormProps<Item>): ReactNode {
  const { t } = useSmsUi();
  const id = useId();
  const [name, setName] = useState(naming === 'rename' ? (used?.item.name ?? '') : '');
  const [isAsked, setAsked] = useState(false);
  const trimmed = name.trim();
  const same = trimmed === '' ? undefined : sameName(items, trimmed);
  const isTaken = naming === 'rename' && same !== undefined && !isSameItem(same, used?.item);
  const overwrites = naming === 'add' && same !== undefined;
  const fault = isTaken
    ? t('composer.saved.taken', { name: same.name })
    : isAsked && trimmed === ''
      ? t('composer.saved.noName')
      : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (trimmed !== '' && !isTaken && !isSaving) onName(overwrites ? same.name : trimmed);
  };
  return (
    <form className="sms-saved-form" noValidate onSubmit={submit}>
      <label className="sms-label" htmlFor={id}>
        {t(`composer.${what}.name`)}
      </label>
      <input
        id={id}
        // The form opens because its button was pressed.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        className="sms-input"
        maxLength={100}
        autoComplete="off"
        value={name}
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={fault === undefined ? `${id}-hint` : `${id}-fault`}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      />
      <Button type="submit" aria-disabled={isSaving || undefined}>
        {t(overwrites ? 'composer.saved.confirmOverwrite' : 'composer.saved.confirm')}
      </Button>
      <Button kind="plain" onClick={onCancel}>
        {t('composer.saved.cancel')}
      </Button>
      <FieldFault id={`${id}-fault`} text={fault} />
      <span className="sms-hint" id={`${id}-hint`}>
        {overwrites ? t('composer.saved.exists', { name: same.name }) : ''}
      </span>
    </form>
  );
}

const isSameItem = (one: SavedText, other: SavedText | undefined): boolean =>
  one === other || (one.id === undefined ? one.name === other?.name : one.id === other?.id);
