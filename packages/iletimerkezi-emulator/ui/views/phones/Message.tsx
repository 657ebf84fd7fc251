import { countSegments, splitSegments } from 'iletimerkezi-core/segments';
import { Fragment, memo, useMemo } from 'react';
import { useText } from '../../i18n/text.js';
import { href } from '../../lib/router.js';
import type { PhoneMessage } from '../../lib/wire.js';
import { StatusTag } from '../../parts/Tag.js';

interface MessageProps {
  message: PhoneMessage;
  /** Written above the message when it is the first of its day. */
  day: string | undefined;
  showSender: boolean;
}

/** A bubble with the seams of its parts, and what it cost. */
export const Message = memo(function Message({ message, day, showSender }: MessageProps) {
  const { t, time } = useText();
  const { characterMode, turkishLetterCost, text } = message;
  const { parts, encoding } = useMemo(() => {
    const options = { characterMode, turkishLetterCost };
    return { parts: splitSegments(text, options), encoding: countSegments(text, options).encoding };
  }, [text, characterMode, turkishLetterCost]);
  const kind =
    message.commercial === undefined
      ? 'kind.transactional'
      : (`kind.commercial.${message.commercial}` as const);
  return (
    <>
      {day !== undefined && <p className="day">{day}</p>}
      <article className="message" data-status={message.status}>
        {showSender && <h3 className="message-sender">{message.from}</h3>}
        <p className="bubble">
          {parts.map((part, index) => (
            <Fragment key={index}>
              {index > 0 && (
                <span className="seam">
                  <span aria-hidden="true">{index + 1}</span>
                  <span className="hidden">{t('phones.part', { part: index + 1 })}</span>
                </span>
              )}
              {part}
            </Fragment>
          ))}
          <span className="suffix" title={t('phones.suffix')}>
            {' B186'}
          </span>
        </p>
        <p className="message-facts">
          <time dateTime={message.sentAt}>{time(message.sentAt)}</time>
          <StatusTag status={message.status} />
          <span>
            {t('message.parts', { parts: message.parts })} · {t(`encoding.${encoding}`)} ·{' '}
            {message.billing === 'tl'
              ? t('account.tl', { amount: message.price })
              : t('message.credits', { credits: message.price })}
          </span>
          <span>{t(kind)}</span>
          <a href={href('orders', message.orderId)}>{t('message.order', { id: String(message.orderId) })}</a>
        </p>
      </article>
    </>
  );
});
