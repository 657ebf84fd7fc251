'use client';
import { FileFormatError } from 'iletimerkezi-core/files';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useControlled } from '../../parts/useControlled.js';
import { useSmsUi } from '../../provider/context.js';
import {
  NO_RECIPIENTS,
  readList,
  recipientsFromText,
  sendable,
  type RecipientsValue,
} from '../../recipients/recipientsValue.js';

/** Why the recipients changed. */
export type RecipientsReason = 'type' | 'paste' | 'file' | 'clear' | 'undo';

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
  /** The list that was removed last, for as long as it can be brought back. */
  removed: RecipientsValue | undefined;
  type: (text: string) => void;
  paste: (text: string) => void;
  readFile: (file: File) => void;
  /** Stops reading; the list stays as it was. */
  stop: () => void;
  clear: () => void;
  undo: () => void;
}

/** Pastes longer than this are read in pieces. */
const AT_ONCE_CHARACTERS = 200_000;
const UNDO_MS = 10_000;

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
  const [removed, setRemoved] = useState<RecipientsValue>();
  const running = useRef<AbortController | null>(null);
  const { abroad } = profile;
  const recipients = useMemo(() => sendable(value.list, blocked), [value.list, blocked]);

  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (removed === undefined) return undefined;
    const timer = setTimeout(() => setRemoved(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [removed]);

  const change = useCallback(
    (next: RecipientsValue, reason: RecipientsReason) => {
      running.current?.abort();
      setReading({ state: 'idle' });
      setValue(next);
      onChange?.({ value: next, recipients: sendable(next.list, blocked), reason });
    },
    [blocked, onChange, setValue],
  );

  const read = useCallback(
    async (source: Blob, fileName: string | undefined) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setReading({ state: 'reading', rows: 0 });
      try {
        const list = await readList(source, { abroad }, controller.signal, (rows) =>
          setReading({ state: 'reading', rows }),
        );
        setRemoved(undefined);
        change({ text: '', fileName, list }, fileName === undefined ? 'paste' : 'file');
      } catch (error) {
        if (!controller.signal.aborted) setReading(faultOf(error));
      }
    },
    [abroad, change],
  );

  return {
    value,
    recipients,
    reading,
    removed,
    type: (text) => change(recipientsFromText(text, { abroad }), 'type'),
    paste: (text) => {
      if (text.length > AT_ONCE_CHARACTERS) void read(new Blob([text]), undefined);
      else change(recipientsFromText(text, { abroad }), 'paste');
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
      setRemoved(value);
      change(NO_RECIPIENTS, 'clear');
    },
    undo: () => {
      if (removed === undefined) return;
      setRemoved(undefined);
      change(removed, 'undo');
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
