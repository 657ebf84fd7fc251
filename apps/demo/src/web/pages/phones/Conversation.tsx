import { splitSegments } from 'iletimerkezi-core/segments';
import { Fragment, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { formatPhone } from 'react-sms-ui';
import type { PhoneMessage } from '../../../shared/api/phones.js';
import { phonesApi } from '../../api/phones.js';
import { useText } from '../../i18n/useText.js';
import { useLoad } from '../../lib/useLoad.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { MessageStatus } from './MessageStatus.js';

const STEP = 50;
const MOST = 200;
/** Nearer to the end than this, a reader is at the end. */
const AT_END = 40;

/** What one phone received, oldest above, kept at the newest as messages arrive. `turn` changes when something did. */
export function Conversation({ number, turn }: { number: string; turn: number }) {
  const { t } = useText();
  const [limit, setLimit] = useState(STEP);
  const { loaded, reload } = useLoad(useCallback(() => phonesApi.messages(number, limit), [number, limit]));
  useEffect(() => {
    if (turn > 0) reload();
  }, [turn, reload]);
  const screen = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const messages = loaded.phase === 'ready' ? loaded.value.messages : undefined;
  const newest = messages?.at(-1)?.id;

  // A new message comes into view, unless the reader has gone back to older ones.
  useLayoutEffect(() => {
    const element = screen.current;
    if (element && newest !== undefined && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [newest]);

  const name = formatPhone(number);
  return (
    <section className="phone">
      <h2 className="phone-head tabular">{name}</h2>
      {/* It scrolls, and may hold nothing else to focus: the keyboard has to reach it. */}
      <div
        className="phone-screen"
        ref={screen}
        role="log"
        aria-label={t('phones.conversation', { number: name })}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < AT_END;
        }}
      >
        {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
        {loaded.phase === 'loading' && <p className="muted">{t('loading')}</p>}
        {messages?.length === 0 && <p className="muted">{t('phones.noMessages')}</p>}
        {loaded.phase === 'ready' && loaded.value.more && limit < MOST && (
          <button type="button" className="button" onClick={() => setLimit(limit + STEP)}>
            {t('phones.older')}
          </button>
        )}
        {messages?.map((message, index) => (
          <Message
            key={message.id}
            message={message}
            showSender={messages[index - 1]?.from !== message.from}
          />
        ))}
      </div>
    </section>
  );
}

/** A bubble with the seams of its parts, and what became of it. */
function Message({ message, showSender }: { message: PhoneMessage; showSender: boolean }) {
  const { t, dateTime } = useText();
  const { text, characterMode, turkishLetterCost, status, sentAt, parts } = message;
  const pieces = useMemo(
    () => splitSegments(text, { characterMode, turkishLetterCost }),
    [text, characterMode, turkishLetterCost],
  );
  return (
    <article className="message" data-status={status}>
      {showSender && <h3>{message.from}</h3>}
      <p className="bubble" dir="auto">
        {pieces.map((piece, index) => (
          // Parts have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={index}>
            {index > 0 && (
              <span className="seam">
                <span aria-hidden="true">{index + 1}</span>
                <span className="visually-hidden">{t('phones.part', { part: index + 1 })}</span>
              </span>
            )}
            {piece}
          </Fragment>
        ))}
        <span className="suffix" title={t('phones.suffix')}>
          {' B186'}
        </span>
      </p>
      <p className="message-facts">
        <time dateTime={sentAt}>{dateTime(sentAt)}</time>
        <MessageStatus status={status} />
        <span>{t('message.parts', { parts })}</span>
        <span>
          {message.commercial === undefined
            ? t('purpose.transactional')
            : t(`purpose.commercial.${message.commercial}`)}
        </span>
      </p>
    </article>
  );
}
