'use client';
import { FileFormatError } from 'iletimerkezi-core/files';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useControlled } from '../../parts/useControlled.js';
import { useSmsUi } from '../../provider/context.js';
import { addToList, holdsNumber } from '../../recipients/addToList.js';
import {
  keepText,
  needsColumn,
  NO_RECIPIENTS,
  readList,
  recipientsFromText,
  sendable,
  sourceOf,
  type RecipientsValue,
} from '../../recipients/recipientsValue.js';

/** Why the recipients changed. */
export type RecipientsReason = 'type' | 'paste' | 'drop' | 'file' | 'column' | 'clear' | 'undo';

export interface RecipientsChange {
  value: RecipientsValue;
  /** Valid numbers in E.164, each once, without blocked ones. */
  recipients: readonly string[];
  reason: RecipientsReason;
}

/** The progress of reading a list, or why it was not read. */
export type ReadingState =
  | { state: 'idle' }
  | { state: 'reading'; rows: number }
  | { state: 'too-big' }
  /** The dropped or chosen list has no phone number; the current list is unchanged. */
  | { state: 'no-number' }
  | { state: 'failed'; fault: 'file' | 'binary' }
  | { state: 'failed'; fault: 'unclosed-quote'; row: string };

export interface RecipientListOptions {
  value?: RecipientsValue;
  defaultValue?: RecipientsValue;
  blocked?: ReadonlySet<string>;
  keepCells?: boolean;
  maxFileBytes: number;
  onChange?: (change: RecipientsChange) => void;
}

export interface UseRecipientList {
  value: RecipientsValue;
  recipients: readonly string[];
  reading: ReadingState;
  /** The outcome of the previous list, while `undo` can restore it. */
  undoable: Undoable['what'] | undefined;
  type: (text: string, reason?: 'type' | 'drop') => void;
  paste: (text: string) => void;
  /**
   * Adds dropped text to the list. Where the list is the text in the box, returns the text that the box should hold: the
   * caller writes it into the box, so that the browser can undo it.
   */
  drop: (text: string) => string | undefined;
  readFile: (file: File) => void;
  /** Reads the list again with the numbers of another column, from 0. Undefined where its source is no longer available. */
  chooseColumn: ((column: number) => void) | undefined;
  /** Stops reading and keeps the current list. */
  stop: () => void;
  clear: () => void;
  undo: () => void;
}

/** Longer pastes are read in pieces. */
const AT_ONCE_CHARACTERS = 200_000;

/** A list that was replaced. */
interface Undoable {
  what: 'cleared' | 'replaced' | 'added';
  before: RecipientsValue;
  /** `before` can be restored only while this is still the current list. */
  after: RecipientsValue['list'];
}

/** Holds a list of recipients and reads it from text and files. */
export function useRecipientList({
  value: controlled,
  defaultValue = NO_RECIPIENTS,
  blocked,
  keepCells: cells = false,
  maxFileBytes,
  onChange,
}: RecipientListOptions): UseRecipientList {
  const { profile } = useSmsUi();
  const [value, setValue] = useControlled(controlled, defaultValue);
  const [reading, setReading] = useState<ReadingState>({ state: 'idle' });
  const [lastChange, setLastChange] = useState<Undoable>();
  const running = useRef<AbortController | null>(null);
  const { abroad } = profile;
  const recipients = useMemo(() => sendable(value.list, blocked), [value.list, blocked]);

  useEffect(() => () => running.current?.abort(), []);
  // A list that the host set is not undone here.
  const undoable = lastChange?.after === value.list ? lastChange : undefined;

  const change = useCallback(
    (next: RecipientsValue, reason: RecipientsReason, undo?: Omit<Undoable, 'after'>) => {
      running.current?.abort();
      setReading({ state: 'idle' });
      setLastChange(undo && undo.before.list.rows.length > 0 ? { ...undo, after: next.list } : undefined);
      setValue(next);
      onChange?.({ value: next, recipients: sendable(next.list, blocked), reason });
    },
    [blocked, onChange, setValue],
  );

  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  const read = useCallback(
    async (source: Blob, fileName: string | undefined, column?: number) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setReading({ state: 'reading', rows: 0 });
      try {
        const next = await readList(source, fileName, { abroad, column, cells }, controller.signal, (rows) =>
          setReading({ state: 'reading', rows }),
        );
        const before = latest.current;
        if (column !== undefined) change(next, 'column');
        else if (before.list.rows.length > 0 && !holdsNumber(next) && !needsColumn(next)) {
          setReading({ state: 'no-number' });
        } else change(next, fileName === undefined ? 'paste' : 'file', { what: 'replaced', before });
      } catch (error) {
        if (!controller.signal.aborted) setReading(faultOf(error));
      }
    },
    [abroad, cells, change],
  );

  const source = sourceOf(value);
  const chooseColumn = (column: number): void => {
    if (typeof source !== 'string') {
      if (source !== undefined) void read(source, value.fileName, column);
      return;
    }
    const { text, fileName } = value;
    change({ ...recipientsFromText(source, { abroad, column, cells }), text, fileName }, 'column');
  };

  return {
    value,
    recipients,
    chooseColumn: source === undefined ? undefined : chooseColumn,
    reading,
    undoable: undoable?.what,
    type: (text, reason = 'type') => change(recipientsFromText(text, { abroad, cells }), reason),
    paste: (text) => {
      if (text.length > AT_ONCE_CHARACTERS) void read(new Blob([text]), undefined);
      else change(recipientsFromText(text, { abroad, cells }), 'paste');
    },
    drop: (text) => {
      const dropped = recipientsFromText(text, { abroad, cells });
      if (!holdsNumber(dropped) && !needsColumn(dropped)) {
        setReading({ state: 'no-number' });
        return undefined;
      }
      const isInBox = value.text !== '' || value.list.rows.length === 0;
      const joined = [value.text.trimEnd(), text.trim()].filter((part) => part !== '').join('\n');
      if (isInBox && keepText(joined) !== '') return joined;
      const next = value.list.rows.length === 0 ? dropped : addToList(value, dropped);
      change(next, 'drop', { what: 'added', before: value });
      return undefined;
    },
    readFile: (file) => {
      if (file.size > maxFileBytes) setReading({ state: 'too-big' });
      else void read(file, file.name);
    },
    stop: () => {
      running.current?.abort();
      setReading({ state: 'idle' });
    },
    clear: () => {
      change(NO_RECIPIENTS, 'clear', { what: 'cleared', before: value });
    },
    undo: () => {
      if (undoable !== undefined) change(undoable.before, 'undo');
    },
  };
}

function faultOf(error: unknown): ReadingState {
  if (!(error instanceof FileFormatError)) return { state: 'failed', fault: 'file' };
  if (error.code === 'unclosed-quote') {
    return { state: 'failed', fault: 'unclosed-quote', row: String(error.row ?? '?') };
  }
  return { state: 'failed', fault: error.code === 'binary' ? 'binary' : 'file' };
}
