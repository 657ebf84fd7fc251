'use client';
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  type ComponentPropsWithoutRef,
} from 'react';
import { Button } from '../../parts/Button.js';
import { Keys } from '../../parts/Keys.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { Shortcut } from './useShortcuts.js';

/** The parts of a ShortcutsDialog that take a class name. */
export type ShortcutsDialogPart = 'root' | 'list' | 'choice';

export interface ShortcutsDialogProps extends Omit<
  ComponentPropsWithoutRef<'dialog'>,
  'children' | 'open' | 'onClose'
> {
  shortcuts: readonly Pick<Shortcut, 'keys' | 'label'>[];
  /** Whether shortcuts of single characters work. */
  singleKeys: boolean;
  onSingleKeysChange: (change: { singleKeys: boolean }) => void;
  /** Called when the dialog closes. Render it no longer. */
  onClose: () => void;
  classNames?: ClassNames<ShortcutsDialogPart>;
}

/** Lists the shortcuts of the page, and turns those of single characters off. It is open while it is rendered. */
export const ShortcutsDialog = forwardRef<HTMLDialogElement, ShortcutsDialogProps>(function ShortcutsDialog(
  { shortcuts, singleKeys, onSingleKeysChange, onClose, classNames, className, ...rest },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf('shortcuts-dialog', classNames);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialog.current, []);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      aria-labelledby={`${id}-title`}
      {...rest}
      {...part('root', className === undefined ? 'sms-dialog' : `sms-dialog ${className}`)}
      ref={dialog}
      onClose={onClose}
    >
      <h2 id={`${id}-title`} className="sms-dialog-title">
        {t('shortcuts.title')}
      </h2>
      <dl {...part('list')}>
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} data-off={(!singleKeys && !keys.startsWith('mod+')) || undefined}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <div {...part('choice')}>
        <label className="sms-tick-line">
          <input
            type="checkbox"
            className="sms-tick"
            aria-describedby={`${id}-hint`}
            checked={singleKeys}
            onChange={(event) => onSingleKeysChange({ singleKeys: event.target.checked })}
          />
          <span>{t('shortcuts.single')}</span>
        </label>
        <p id={`${id}-hint`} className="sms-hint">
          {t('shortcuts.singleHint')}
        </p>
      </div>
      <div className="sms-dialog-actions">
        <Button onClick={() => dialog.current?.close()}>{t('shortcuts.close')}</Button>
      </div>
    </dialog>
  );
});
