'use client';
import { forwardRef, useState, type ComponentPropsWithoutRef } from 'react';
import { Button } from '../../parts/Button.js';
import { Icon } from '../../parts/Icon.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useTask } from '../../parts/useTask.js';
import { useSmsUi } from '../../provider/context.js';
import { Tooltip } from '../Tooltip/Tooltip.js';
import { useTimeLeft } from './useTimeLeft.js';

/** The parts of a Toast that take a class name. */
export type ToastPart = 'root' | 'text' | 'actions';

export interface ToastProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** What happened, in one sentence. Never an error: errors stay on the page. */
  message: string;
  /** Reverses the action. A rejection is displayed, and the toast then stays until it is closed. */
  onUndo?: () => unknown;
  /** Called when the person closes the toast, when its time is over, and after an undo. */
  onClose: (reason: ToastCloseReason) => void;
  /**
   * Time in ms after which the toast closes. It does not run while the pointer or the focus is in the toast, and while the
   * page is hidden. `null` keeps the toast until it is closed. Default 10,000.
   */
  duration?: number | null;
  classNames?: ClassNames<ToastPart>;
}

/** Why a toast closes. */
export type ToastCloseReason = 'close' | 'escape' | 'time' | 'undo';

const DEFAULT_MS = 10_000;

/**
 * Displays what just happened, with an undo. `Toaster` displays the toasts of a page; use this component alone only in a
 * live region of your own.
 */
export const Toast = forwardRef<HTMLDivElement, ToastProps>(function Toast(
  {
    message,
    onUndo,
    onClose,
    duration = DEFAULT_MS,
    classNames,
    className,
    onPointerEnter,
    onPointerLeave,
    onFocus,
    onBlur,
    onKeyDown,
    ...rest
  },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf('toast', classNames);
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const undo = useTask();
  const isKept = duration === null || isPointed || isFocused || undo.state !== 'idle';
  useTimeLeft(duration ?? 0, isKept, () => onClose('time'));
  const isUndoing = undo.state === 'running' || undo.state === 'slow';

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pauses and closes for the buttons in it
    <div
      role="group"
      {...rest}
      {...part('root', className)}
      ref={ref}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        setPointed(true);
      }}
      onPointerLeave={(event) => {
        onPointerLeave?.(event);
        setPointed(false);
      }}
      onFocus={(event) => {
        onFocus?.(event);
        setFocused(true);
      }}
      onBlur={(event) => {
        onBlur?.(event);
        setFocused(event.currentTarget.contains(event.relatedTarget));
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose('escape');
      }}
    >
      <span {...part('text')}>
        <span>{message}</span>
        {undo.state === 'failed' ? (
          <span className="sms-fault">
            <Icon name="warning" />
            <span>{t('toast.failed')}</span>
          </span>
        ) : null}
      </span>
      <span {...part('actions')}>
        {onUndo ? (
          <Button
            kind="plain"
            aria-disabled={isUndoing || undefined}
            onClick={() => undo.run(onUndo, () => onClose('undo'))}
          >
            {isUndoing ? t('toast.undoing') : t('common.undo')}
          </Button>
        ) : null}
        <Tooltip text={t('toast.close')} describes={false}>
          <Button kind="plain" aria-label={t('toast.close')} onClick={() => onClose('close')}>
            <Icon name="close" />
          </Button>
        </Tooltip>
      </span>
    </div>
  );
});
