'use client';
import { useEffect, useRef } from 'react';
import { isTyping, strokeOf } from '../../parts/keys.js';

/** A shortcut of the page. */
export interface Shortcut {
  /** A character (`?`), one after another (`g o`), or a key with Ctrl, on Apple's keyboards with ⌘ (`mod+k`). */
  keys: string;
  /** What it does, for `ShortcutsDialog`. */
  label: string;
  run: () => void;
}

export interface ShortcutOptions {
  /** Whether shortcuts of single characters work. WCAG 2.1.4 asks for a way to turn them off. Default true. */
  singleKeys?: boolean;
}

/** Time within which the second key of a sequence follows, in milliseconds. */
const SEQUENCE_MS = 1_500;

/**
 * Runs shortcuts while no dialog is open. Those of single characters do not run while the person types in a field.
 *
 * @example useShortcuts([{ keys: 'mod+k', label: 'Komutlar', run: openMenu }], { singleKeys });
 */
export function useShortcuts(
  shortcuts: readonly Shortcut[],
  { singleKeys = true }: ShortcutOptions = {},
): void {
  const latest = useRef({ shortcuts, singleKeys });
  useEffect(() => {
    latest.current = { shortcuts, singleKeys };
  });
  useEffect(() => {
    let first: { stroke: string; time: number } | undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const stroke = strokeOf(event);
      if (stroke === undefined || event.defaultPrevented || event.isComposing || event.repeat) return;
      // Pressing Shift for the next character continues a sequence.
      if (stroke === 'Shift') return;
      const before = first !== undefined && event.timeStamp - first.time < SEQUENCE_MS ? first.stroke : '';
      first = undefined;
      if (document.querySelector('dialog[open]') !== null) return;
      if (!stroke.startsWith('mod+') && (!latest.current.singleKeys || isTyping(event))) return;
      const find = (keys: string) => latest.current.shortcuts.find((shortcut) => shortcut.keys === keys);
      const found = (before === '' ? undefined : find(`${before} ${stroke}`)) ?? find(stroke);
      if (found === undefined) {
        first = { stroke, time: event.timeStamp };
        return;
      }
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
