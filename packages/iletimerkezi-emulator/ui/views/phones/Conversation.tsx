import { countSegments } from 'iletimerkezi-core/segments';
import { useMemo } from 'react';
import { PhoneThread, useSmsUi, type PhoneMessage } from 'react-sms-ui';
import { useText, type Texts } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import type { PhoneMessage as Received } from '../../lib/wire.js';
import { problemText } from '../../parts/Notes.js';

const MOST = 200;

/** Displays the messages of one phone with their costs, and scrolls to new ones. */
export function Conversation({ number }: { number: string }) {
  const text = useText();
  const { limit, more, atMost } = useMore(number, MOST);
  const { data, error, retry } = useQuery<{ messages: Received[]; more: boolean }>(
    withQuery(`/phones/${encodeURIComponent(number)}/messages`, { limit }),
    ['messages', 'orders'],
    true,
  );
  const messages = useMemo<PhoneMessage[]>(
    () =>
      (data?.messages ?? []).map((message) => ({
        ...message,
        sender: message.from,
        time: Date.parse(message.sentAt),
        note: <Note message={message} text={text} />,
      })),
    [data, text],
  );
  return (
    <PhoneThread
      number={number}
      messages={messages}
      isLoading={!data && !error}
      onMore={data?.more && !atMost ? more : undefined}
      error={error && { message: problemText(error, text), onRetry: retry }}
    />
  );
}

/** The alphabet and the price, the kind, and the way to the order. */
function Note({ message, text: { t } }: { message: Received; text: Texts }) {
  const { t: kit } = useSmsUi();
  const { text, characterMode, turkishLetterCost, billing, price, commercial, orderId } = message;
  const encoding = useMemo(
    () => countSegments(text, { characterMode, turkishLetterCost }).encoding,
    [text, characterMode, turkishLetterCost],
  );
  return (
    <>
      {kit(`counter.encoding.${encoding}`)} ·{' '}
      {billing === 'tl' ? t('account.tl', { amount: price }) : t('message.credits', { credits: price })} ·{' '}
      {t(commercial === undefined ? 'kind.transactional' : `kind.commercial.${commercial}`)} ·{' '}
      <a href={href('orders', orderId)}>{t('message.order', { id: String(orderId) })}</a>
    </>
  );
}
