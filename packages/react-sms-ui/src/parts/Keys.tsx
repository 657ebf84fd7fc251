'use client';
import { Fragment, useSyncExternalStore, type ReactNode } from 'react';
import { useSmsUi } from '../provider/context.js';
import { isApple } from './keys.js';

export interface KeysProps {
  /** The keys, as in `useShortcuts`: `mod+k`, `?`, `g o`. */
  keys: string;
}

/** Displays the keys of a shortcut as they are named on the person's keyboard. */
export function Keys({ keys }: KeysProps): ReactNode {
  const { t } = useSmsUi();
  const hasCommandKey = useSyncExternalStore(never, isApple, () => false);
  return (
    <span className="sms-keys">
      {keys.split(' ').map((stroke, place) => (
        <Fragment key={place}>
          {place > 0 ? <span className="sms-hint">{t('shortcuts.then')}</span> : null}
          <kbd className="sms-key">{nameOf(stroke, hasCommandKey)}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

function nameOf(stroke: string, hasCommandKey: boolean): string {
  const name = stroke.replace(/^mod\+/, '').toUpperCase();
  if (!stroke.startsWith('mod+')) return name;
  return hasCommandKey ? `⌘ ${name}` : `Ctrl ${name}`;
}

/** The keyboard does not change. */
const never = () => () => undefined;
