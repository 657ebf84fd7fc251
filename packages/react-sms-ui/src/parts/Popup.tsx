'use client';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { activeElementOf } from './findById.js';
import { Icon } from './Icon.js';

interface PopupProps {
  /** The text of the button, and the name of the panel. */
  label: string;
  /** Marks the button as being in effect. */
  isActive?: boolean;
  /** Aligns the panel with the end of the button. */
  atEnd?: boolean;
  /** Disables the button. */
  disabled?: boolean;
  /** The controls, or a function that gets what closes the panel. Closing does not move the focus. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button that opens a panel of controls below it. Esc closes it, and so do a press and a focus outside. */
export function Popup({ label, isActive = false, atEnd = false, disabled, children }: PopupProps): ReactNode {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  /** What got the focus when it left the panel. */
  const next = useRef<Element | null>(null);
  useEffect(() => {
    // On narrow pages the panel is part of the page, and what comes after it moves up when it closes.
    if (!isOpen) next.current?.scrollIntoView?.({ block: 'nearest' });
    next.current = null;
  }, [isOpen]);
  useEffect(() => {
    const element = root.current;
    if (!isOpen || element === null) return undefined;
    const closeOutside = (event: Event): void => {
      const [target] = event.composedPath();
      if (event.composedPath().includes(element)) return;
      if (event.type === 'focusin' && target instanceof Element) next.current = target;
      setOpen(false);
    };
    const closeByKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      if (element.contains(activeElementOf(element))) button.current?.focus();
      setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    document.addEventListener('keydown', closeByKey);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
      document.removeEventListener('keydown', closeByKey);
    };
  }, [isOpen]);
  return (
    <div ref={root} className="sms-popup" data-slot="sms-popup" data-open={isOpen || undefined}>
      <button
        ref={button}
        type="button"
        className="sms-button sms-chip"
        disabled={disabled}
        data-active={isActive || undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="sms-chip-text">{label}</span>
        <Icon name="chevron" />
      </button>
      {isOpen ? (
        <div
          id={id}
          className="sms-popup-panel"
          role="group"
          aria-label={label}
          data-end={atEnd || undefined}
        >
          {typeof children === 'function' ? children(() => setOpen(false)) : children}
        </div>
      ) : null}
    </div>
  );
}
