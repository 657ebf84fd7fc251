'use client';
import { useState, type ReactNode } from 'react';
import { useSmsUi } from '../../provider/context.js';
import { savedActions } from './savedActionsModule.js';
import type { SavedText, SavedTextChange, SavedTextResult } from './SmsComposer.types.js';

export interface SavedItemsProps<Item extends SavedText> {
  what: 'template' | 'draft';
  items: readonly Item[] | undefined;
  /** Returns what is written now, with the name and the other fields of an item; undefined where nothing is written. */
  take: (item: Omit<SavedText, 'text'>) => Item | undefined;
  /** Whether an item has what is written now, apart from fields that the host does not store. */
  isWritten: (item: Item) => boolean;
  /** Whether something is written that the host has not stored with the item. */
  isPartial?: (item: Item) => boolean;
  /** Replaces what is written. Returns a function that brings it back, where the browser's undo does not. */
  open: (item: Item) => (() => void) | undefined;
  onSave: ((change: SavedTextChange<Item>) => Promise<SavedTextResult<Item> | void>) | undefined;
}

/** The item that was opened or saved last, and how to return to what was written before. */
export interface UsedItem<Item> {
  item: Item;
  reopen: (() => void) | undefined;
}

/** Opens what the host has stored, and saves what is written. */
export function SavedItems<Item extends SavedText>(props: SavedItemsProps<Item>): ReactNode {
  const { what, items, open, onSave } = props;
  const { t } = useSmsUi();
  const [used, setUsed] = useState<UsedItem<Item>>();
  const parts = savedActions.useModule(onSave !== undefined);
  if (onSave === undefined && !items?.length) return null;
  // Nothing is open any more after the text was cleared or sent.
  const shown = props.take({ name: '' }) === undefined ? undefined : used?.item;
  const place =
    shown === undefined
      ? -1
      : (items ?? []).findIndex(({ id, name }) => id === shown.id && (id ?? name) === (id ?? shown.name));
  return (
    <div className="sms-saved" data-slot={`sms-composer-${what}s`}>
      {items?.length ? (
        <select
          className="sms-input sms-select sms-message-template"
          aria-label={t(`composer.${what}`)}
          value={place < 0 ? '' : place}
          onChange={({ target }) => {
            const item = target.value === '' ? undefined : items[Number(target.value)];
            setUsed(item && { item, reopen: open(item) });
          }}
        >
          <option value="">{t(`composer.${what}None`)}</option>
          {items.map((item, index) => (
            <option key={item.id ?? item.name} value={index}>
              {item.name}
            </option>
          ))}
        </select>
      ) : null}
      {parts === null || onSave === undefined ? null : (
        <parts.SavedActions
          {...props}
          items={items ?? []}
          onSave={onSave}
          used={shown && used}
          onUse={setUsed}
        />
      )}
    </div>
  );
}
