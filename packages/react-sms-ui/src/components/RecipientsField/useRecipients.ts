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
  /** Where the message may go: valid numbers in E.164, each once, without blocked ones. */
  recipients: readonly string[];
  reason: RecipientsReason;
}

/** What the field is busy with, or could not do. */
export type ReadingState =
  | { state: 'idle' }
  | { state: 'reading'; rows: number }
  | { state: 'too-big' }
  /** What was dropped or chosen names nobody; the list stayed as it was. */
  | { state: 'no-number' }
  | { state: 'failed'; fault: 'file' | 'binary' }
  | { state: 'failed'; fault: 'unclosed-quote'; row: string };

export interface UseRecipientsOptions {
  value?: RecipientsValue;
  defaultValue?: RecipientsValue;
  blocked?: ReadonlySet<string>;
  maxFileBytes: number;
  onChange?: (change: RecipientsChange) => void;
}

export interface UseRecipients {
  value: RecipientsValue;
  recipients: readonly string[];
  reading: ReadingState;
  /** What happened to the list before, for as long as that list can be brought back. */
  undoable: Undoable['what'] | undefined;
  type: (text: string, reason?: 'type' | 'drop') => void;
  paste: (text: string) => void;
  /**
   * Adds dropped text to the list. Returns the text that the box should hold where the list is in the box: the caller writes it
   * there, so that the browser can undo it.
   */
  drop: (text: string) => string | undefined;
  readFile: (file: File) => void;
  /** Reads the list again, with the numbers of another column; undefined where what it was read from is gone. */
  chooseColumn: ((column: number) => void) | undefined;
  /** Stops reading; the list stays as it was. */
  stop: () => void;
  clear: () => void;
  undo: () => void;
}

/** Pastes longer than this are read in pieces. */
const AT_ONCE_CHARACTERS = 200_000;

/** A list that another one took the place of. */
interface Undoable {
  what: 'cleared' | 'replaced' | 'added';
  before: RecipientsValue;
  /** The list that has to be there still for `before` to come back. */
  after: RecipientsValue['list'];
}

/** What a RecipientsField does, without its looks. */
export function useRecipients({
  value: controlled,
  defaultValue = NO_RECIPIENTS,
  blocked,
  maxFileBytes,
  onChange,
}: UseRecipientsOptions): UseRecipients {
  const { profile } = useSmsUi();
  const [value, setValue] = useControlled(controlled, defaultValue);
  const [reading, setReading] = useState<ReadingState>({ state: 'idle' });
  const [lastChange, setLastChange] = useState<Undoable>();
  const running = useRef<AbortController | null>(null);
  const { abroad } = profile;
  const recipients = useMemo(() => sendable(value.list, blocked), [value.list, blocked]);

  useEffect(() => () => running.current?.abort(), []);
  // A list that the host put there is not ours to take back.
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
        const next = await readList(source, fileName, { abroad, column }, controller.signal, (rows) =>
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
    [abroad, change],
  );

  const source = sourceOf(value);
  const chooseColumn = (column: number): void => {
    if (typeof source !== 'string') {
      if (source !== undefined) void read(source, value.fileName, column);
      return;
    }
    const { text, fileName } = value;
    change({ ...recipientsFromText(source, { abroad, column }), text, fileName }, 'column');
  };

  return {
    value,
    recipients,
    chooseColumn: source === undefined ? undefined : chooseColumn,
    reading,
    undoable: undoable?.what,
    type: (text, reason = 'type') => change(recipientsFromText(text, { abroad }), reason),
    paste: (text) => {
      if (text.length > AT_ONCE_CHARACTERS) void read(new Blob([text]), undefined);
      else change(recipientsFromText(text, { abroad }), 'paste');
    },
    drop: (text) => {
      const dropped = recipientsFromText(text, { abroad });
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
