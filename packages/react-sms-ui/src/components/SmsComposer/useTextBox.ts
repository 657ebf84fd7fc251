'use client';
import { useRef, type RefObject } from 'react';
import { editText, insertText } from '../../parts/editText.js';
import type { UseSmsComposer } from './useSmsComposer.js';

/** The text box of a composer. Its changes are made as typing makes them, so that the browser's undo reverts them. */
export interface TextBox {
  ref: RefObject<HTMLTextAreaElement | null>;
  /** Replaces the text. */
  write: (next: string) => void;
  /** Replaces the selection, or inserts at the caret. */
  insert: (inserted: string) => void;
}

/** Edits the text of a composer in its box. */
export function useTextBox(composer: UseSmsComposer): TextBox {
  const ref = useRef<HTMLTextAreaElement>(null);
  return {
    ref,
    write: (next) => {
      if (ref.current === null || !editText(ref.current, next)) composer.set('text', next);
    },
    insert: (inserted) => {
      const { text } = composer.draft;
      const start = ref.current?.selectionStart ?? text.length;
      const end = ref.current?.selectionEnd ?? start;
      if (ref.current !== null && insertText(ref.current, inserted)) return;
      composer.set('text', text.slice(0, start) + inserted + text.slice(end));
    },
  };
}
