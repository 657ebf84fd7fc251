'use client';
import { forwardRef, type ReactNode } from 'react';
import { formatPhone } from '../../i18n/format.js';
import { Button } from '../../parts/Button.js';
import { LoadFault } from '../../parts/LoadFault.js';
import { partsOf } from '../../parts/part.js';
import { SkeletonBar } from '../../parts/SkeletonBar.js';
import { useSmsUi } from '../../provider/context.js';
import type { PhoneThreadPart, PhoneThreadProps } from './PhoneThread.types.js';
import { ThreadMessage } from './ThreadMessage.js';
import { useReadingPlace } from './useReadingPlace.js';

/**
 * Displays the messages of one phone, oldest first: each with its parts, sender, time and state. Scrolls to new
 * messages unless the reader has scrolled back.
 */
export const PhoneThread = forwardRef<HTMLElement, PhoneThreadProps>(function PhoneThread(
  { number, messages, onMore, isLoading = false, error, classNames, className, ...rest },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf<PhoneThreadPart>('phone-thread', classNames);
  const place = useReadingPlace(messages);
  const label = t('thread.label', { number: formatPhone(number) });
  return (
    <section {...rest} {...part('root', className)} ref={ref} aria-busy={isLoading || undefined}>
      <h2 {...part('number')} dir="ltr">
        {formatPhone(number)}
      </h2>
      {/* A scrolling region without a focusable child has to be focusable itself. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div {...part('screen')} {...place} role="log" aria-label={label} tabIndex={0}>
        {error === undefined ? null : <LoadFault error={error} />}
        {onMore !== undefined && messages.length > 0 ? (
          <Button aria-disabled={isLoading || undefined} onClick={onMore}>
            {isLoading ? t('common.loading') : t('thread.older')}
          </Button>
        ) : null}
        {messages.length > 0 ? (
          <ol {...part('list')}>
            {messages.map((message, index) => (
              <ThreadMessage key={message.id} message={message} previous={messages[index - 1]} part={part} />
            ))}
          </ol>
        ) : isLoading ? (
          <Skeleton />
        ) : error === undefined ? (
          <div className="sms-phone-thread-empty">{t('thread.empty')}</div>
        ) : null}
      </div>
    </section>
  );
});

const WIDTHS = ['58%', '82%', '44%'];

function Skeleton(): ReactNode {
  const { t } = useSmsUi();
  return (
    <>
      {WIDTHS.map((width) => (
        <SkeletonBar key={width} className="sms-phone-thread-skeleton" style={{ inlineSize: width }} />
      ))}
      <span className="sms-hidden" role="status">
        {t('common.loading')}
      </span>
    </>
  );
}
