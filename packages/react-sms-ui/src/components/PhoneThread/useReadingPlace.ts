'use client';
import { useEffect, useLayoutEffect, useRef, type RefObject, type UIEventHandler } from 'react';
import type { PhoneMessage } from './PhoneThread.types.js';

/** Nearer to the end than this, in pixels, a reader is at the end. */
const AT_END = 40;

/** React 18 complains of a layout effect on a server, where there is no layout. */
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Keeps the reader's place in a list that grows at both ends: at its end new messages come into view, further up older
 * ones are put above what is being read.
 */
export function useReadingPlace(messages: readonly PhoneMessage[]): {
  ref: RefObject<HTMLDivElement | null>;
  onScroll: UIEventHandler<HTMLDivElement>;
} {
  const ref = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  /** From what is at the top of the view to the end. */
  const toEnd = useRef(0);
  const shown = useRef<{ oldest?: PhoneMessage['id']; newest?: PhoneMessage['id'] }>({});
  const oldest = messages[0]?.id;
  const newest = messages.at(-1)?.id;

  useBrowserLayoutEffect(() => {
    const screen = ref.current;
    if (screen === null) return;
    const before = shown.current;
    shown.current = { oldest, newest };
    if (isAtEnd.current) screen.scrollTop = screen.scrollHeight;
    else if (newest === before.newest && oldest !== before.oldest) {
      screen.scrollTop = screen.scrollHeight - toEnd.current;
    }
  }, [oldest, newest]);

  return {
    ref,
    onScroll: ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
      toEnd.current = scrollHeight - scrollTop;
      isAtEnd.current = toEnd.current - clientHeight < AT_END;
    },
  };
}
