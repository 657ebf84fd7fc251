'use client';
import { splitSegments } from 'iletimerkezi-core/segments';
import { forwardRef, Fragment, useMemo, type ComponentPropsWithoutRef } from 'react';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';

/** The parts of a PhonePreview that take a class name. */
export type PhonePreviewPart = 'root' | 'screen' | 'sender' | 'bubble' | 'suffix' | 'time';

export interface PhonePreviewProps extends Omit<ComponentPropsWithoutRef<'figure'>, 'children'> {
  sender: string;
  /** The message as written; what the account's mode converts is shown converted. */
  text: string;
  /** When it arrives; absent, now. */
  time?: Date | number;
  classNames?: ClassNames<PhonePreviewPart>;
}

/**
 * The message as a recipient sees it: sender, text as it is sent, the seams of its parts, and the
 * operator's suffix in muted ink.
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
  const part = partsOf('phone-preview', classNames);
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
            <div {...part('bubble')} dir="auto">
              {pieces.map((piece, index) => (
                // Parts have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <Fragment key={index}>
                  {index > 0 ? (
                    <span className="sms-phone-seam">
                      <span className="sms-hidden">{t('counter.part', { number: index + 1 })}: </span>
                      <span aria-hidden="true">{index + 1}</span>
                    </span>
                  ) : null}
                  {piece}
                </Fragment>
              ))}
              <span {...part('suffix')} title={t('preview.suffix')}>
                {' '}
                {profile.suffix}
              </span>
            </div>
            <div {...part('time')}>{time === undefined ? t('preview.now') : format.dateTime(time)}</div>
          </>
        )}
      </div>
    </figure>
  );
});
