import { useLayoutEffect, useRef } from 'react';
import { groupNumber, useText } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import type { PhoneMessage } from '../../lib/wire.js';
import { Empty, Loading, Problem } from '../../parts/Notes.js';
import { Message } from './Message.js';

const MOST = 200;

/** What one phone received, oldest above, kept at the newest as messages arrive. */
export function Conversation({ number }: { number: string }) {
  const text = useText();
  const { t } = text;
  const { limit, more, atMost } = useMore(number, MOST);
  const { data, error, retry } = useQuery<{ messages: PhoneMessage[]; more: boolean }>(
    withQuery(`/phones/${encodeURIComponent(number)}/messages`, { limit }),
    ['messages', 'orders'],
    true,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const newest = data?.messages.at(-1)?.id;

  // A new message comes into view, unless the reader has gone back to older ones.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && newest !== undefined && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [newest]);

  return (
    <section className="phone">
      <h2 className="phone-head tabular">{groupNumber(number)}</h2>
      <div
        className="phone-screen"
        ref={scroller}
        role="log"
        aria-label={t('phones.conversation', { number: groupNumber(number) })}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
        }}
      >
        {error && <Problem error={error} retry={retry} />}
        {!data && !error && <Loading rows={3} />}
        {data?.messages.length === 0 && <Empty title={t('phones.noMessages')} />}
        {data?.more && !atMost && (
          <button type="button" className="button wide" onClick={more}>
            {t('phones.older')}
          </button>
        )}
        {data?.messages.map((message, index, all) => {
          const previous = all[index - 1];
          const newDay = !previous || text.date(previous.sentAt) !== text.date(message.sentAt);
          return (
            <Message
              key={message.id}
              message={message}
              day={newDay ? text.date(message.sentAt) : undefined}
              showSender={newDay || previous.from !== message.from}
            />
          );
        })}
      </div>
    </section>
  );
}
