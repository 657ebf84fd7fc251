'use client';
import { useEffect, useRef, type RefObject } from 'react';

/** Calls back when the form of a control is reset. */
export function useFormReset(control: RefObject<HTMLInputElement | null>, onReset: () => void): void {
  const latest = useRef(onReset);
  useEffect(() => {
    latest.current = onReset;
  });
  useEffect(() => {
    const form = control.current?.form;
    const reset = (): void => latest.current();
    form?.addEventListener('reset', reset);
    return () => form?.removeEventListener('reset', reset);
  }, [control]);
}
