'use client';
import { splitSegments } from 'iletimerkezi-core/segments';
import { forwardRef, useMemo, type ComponentPropsWithoutRef } from 'react';
import { MessageBubble } from '../../parts/MessageBubble.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';

/** The parts of a PhonePreview that take a class name. */
export type PhonePreviewPart = 'root' | 'screen' | 'sender' | 'bubble' | 'seam' | 'suffix' | 'time';

export interface PhonePreviewProps extends Omit<ComponentPropsWithoutRef<'figure'>, 'children'> {
  sender: string;
  /** The text as written. Characters that the account's mode converts are displayed converted. */
  text: string;
  /** The time of arrival. Defaults to now. */
  time?: Date | number;
  classNames?: ClassNames<PhonePreviewPart>;
}

/**
 * Displays a message as the recipient sees it: sender, text as sent, divisions between parts, and the operator's suffix
 * in a muted colour.
 */
export const PhonePreview = forwardRef<HTMLElement, PhonePreviewProps>(function PhonePreview(
  { sender, text, time, classNames, className, ...rest },
  ref,
) {
  const { t, format, profile } = useSmsUi();
  const { characterMode, turkishLetterCost } = profile;
  const pieces = useMemo(
    () => splitSegments(text, { characterMode, turkishLetterCost }),
    [text, characterMode, turkishLetterCost],
  );
  const part = partsOf<PhonePreviewPart>('phone-preview', classNames);
  return (
    <figure {...rest} {...part('root', className)} ref={ref}>
      <div {...part('screen')} role="region" aria-label={t('preview.label')} tabIndex={0}>
        <div {...part('sender')} data-empty={sender === '' || undefined}>
          {sender === '' ? t('preview.noSender') : sender}
        </div>
        {pieces.length === 0 ? (
          <div {...part('bubble')} data-empty>
            {t('preview.empty')}
          </div>
        ) : (
          <>
            <MessageBubble pieces={pieces} part={part} />
            <div {...part('time')}>{time === undefined ? t('preview.now') : format.dateTime(time)}</div>
          </>
        )}
      </div>
    </figure>
  );
});
