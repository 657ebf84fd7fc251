'use client';
import type { RecipientRow } from 'iletimerkezi-core/files';
import {
  useId,
  useMemo,
  useRef,
  useState,
  type ChangeEvent,
  type ClipboardEvent,
  type DragEvent,
  type RefObject,
} from 'react';
import { editText } from '../../parts/editText.js';
import { findById } from '../../parts/findById.js';
import { useSmsUi } from '../../provider/context.js';
import { groupRows, type RecipientsValue, type RowKind } from '../../recipients/recipientsValue.js';
import {
  useRecipientList,
  type ReadingState,
  type RecipientsChange,
  type RecipientsReason,
  type UseRecipientList,
} from './useRecipientList.js';

export type { ReadingState, RecipientsChange, RecipientsReason };

const MEGABYTE = 1_048_576;

/** The options of {@link useRecipients}; they have the meaning of the props of `RecipientsField`. */
export interface UseRecipientsOptions {
  value?: RecipientsValue;
  defaultValue?: RecipientsValue;
  onChange?: (change: RecipientsChange) => void;
  blocked?: ReadonlySet<string>;
  readOnly?: boolean;
  /** Keeps the other cells of the rows in `value`, to fill placeholders with them. Default false. */
  keepCells?: boolean;
  /** Largest file that is read, in bytes. Default 50 MiB. */
  maxFileBytes?: number;
}

/** State, derived values, actions and prop getters of a recipients field. */
export interface UseRecipients extends Omit<UseRecipientList, 'drop' | 'type'> {
  /** Rows by result: `blocked` are valid numbers on the blocked list. */
  rowsByKind: Readonly<Record<RowKind, readonly RecipientRow[]>>;
  /** Provider orders that the recipients are split into. */
  orderCount: number;
  /** Largest file that is read, in MiB. */
  maxFileMegabytes: number;
  /** Whether the list is edited as text. Lists from files and long pastes are not; show `value.fileName` and `clear` instead. */
  isEditable: boolean;
  /** Whether a file or a text is dragged over the field. */
  isDraggedOver: boolean;
  /** Replaces the list by the numbers of a text. */
  type: (text: string) => void;
  /** Opens the browser's dialog to choose a file. Requires an input with `getFileProps`. */
  openFileDialog: () => void;
  /** Focuses the text box, or the element with the id `getInputProps().id` where the list is not editable. */
  focusInput: () => void;
  /** For the element around the field: files and texts can be dropped on it. */
  getRootProps: () => {
    'data-state': ReadingState['state'];
    onDragOver: (event: DragEvent) => void;
    onDragLeave: () => void;
    onDrop: ((event: DragEvent) => void) | undefined;
  };
  getLabelProps: () => { htmlFor: string };
  /** For a `textarea`. A pasted list of several lines is read as a list, and long ones in pieces. */
  getInputProps: () => {
    id: string;
    ref: RefObject<HTMLTextAreaElement | null>;
    value: string;
    readOnly: boolean;
    dir: 'ltr';
    spellCheck: false;
    autoComplete: 'off';
    onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void;
    onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
    onDragStart: () => void;
    onDragEnd: () => void;
  };
  /** For an `input` of type `file`, which may be hidden. */
  getFileProps: () => {
    ref: RefObject<HTMLInputElement | null>;
    type: 'file';
    accept: string;
    onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  };
}

/**
 * Reads recipients from typed, pasted and dropped text and from CSV files, and sorts the rows into valid, duplicate, rejected
 * and blocked ones. `RecipientsField` is built on it. Requires an `SmsUiProvider`, whose `messages` may be empty.
 *
 * @example
 * const field = useRecipients({ onChange: ({ recipients }) => setRecipients(recipients) });
 * <div {...field.getRootProps()}>
 *   <label {...field.getLabelProps()}>Recipients</label>
 *   <textarea {...field.getInputProps()} />
 *   <p>{field.rowsByKind.rejected.length} rows have no number that can receive an SMS</p>
 * </div>
 */
export function useRecipients({
  readOnly = false,
  maxFileBytes = 50 * MEGABYTE,
  ...options
}: UseRecipientsOptions): UseRecipients {
  const { profile } = useSmsUi();
  const id = useId();
  const inputId = `${id}-input`;
  const { drop: dropText, type, ...list } = useRecipientList({ ...options, maxFileBytes });
  const { value, recipients } = list;
  const { blocked } = options;
  const { rows } = value.list;
  const [isDraggedOver, setDraggedOver] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const reason = useRef<'type' | 'drop'>('type');
  /** Set while text is dragged within the box, which the browser handles. */
  const isOwnText = useRef(false);
  const rowsByKind = useMemo(() => groupRows(rows, blocked), [rows, blocked]);

  const focusInput = (): void => (box.current ?? findById(fileInput.current, inputId))?.focus();
  // The pressed button is removed, and the box may be another element after the render.
  const focusAfterRender = (): void => {
    requestAnimationFrame(focusInput);
  };
  const drop = (event: DragEvent): void => {
    setDraggedOver(false);
    if (isOwnText.current) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) {
      list.readFile(file);
      return;
    }
    const text = dropText(event.dataTransfer.getData('text'));
    if (text === undefined) return;
    reason.current = 'drop';
    if (box.current === null || !editText(box.current, text)) type(text, 'drop');
    reason.current = 'type';
  };

  return {
    ...list,
    type: (text) => type(text),
    rowsByKind,
    orderCount: Math.ceil(recipients.length / profile.recipientsPerOrder),
    maxFileMegabytes: Math.round(maxFileBytes / MEGABYTE),
    isEditable: value.fileName === undefined && (value.text !== '' || rows.length === 0),
    isDraggedOver,
    openFileDialog: () => fileInput.current?.click(),
    focusInput,
    stop: () => {
      list.stop();
      focusInput();
    },
    clear: () => {
      list.clear();
      focusAfterRender();
    },
    undo: () => {
      list.undo();
      focusAfterRender();
    },
    getRootProps: () => ({
      'data-state': list.reading.state,
      onDragOver: (event) => {
        if (readOnly) return;
        event.preventDefault();
        setDraggedOver(true);
      },
      onDragLeave: () => setDraggedOver(false),
      onDrop: readOnly ? undefined : drop,
    }),
    getLabelProps: () => ({ htmlFor: inputId }),
    getInputProps: () => ({
      id: inputId,
      ref: box,
      value: value.text,
      readOnly,
      dir: 'ltr',
      spellCheck: false,
      autoComplete: 'off',
      onChange: (event) => type(event.target.value, reason.current),
      onPaste: (event) => {
        const text = event.clipboardData.getData('text');
        // A list pasted into the empty box is read as a list, even where it is too long to be edited.
        if (value.text.trim() !== '' || !text.includes('\n')) return;
        event.preventDefault();
        list.paste(text);
      },
      onDragStart: () => {
        isOwnText.current = true;
      },
      onDragEnd: () => {
        isOwnText.current = false;
      },
    }),
    getFileProps: () => ({
      ref: fileInput,
      type: 'file',
      accept: '.csv,.txt,.tsv,text/csv,text/plain',
      onChange: (event) => {
        const [file] = event.target.files ?? [];
        if (file) list.readFile(file);
        event.target.value = '';
      },
    }),
  };
}
