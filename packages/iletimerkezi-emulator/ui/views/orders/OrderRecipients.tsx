import { formatPhone, MessageMark } from 'react-sms-ui';
import type { InboxMessage } from '../../../src/inbox.js';
import { useText } from '../../i18n/text.js';
import { href } from '../../lib/router.js';
import { useList } from '../../lib/useList.js';

const MOST = 500;

/** The phones an order went to, with where each message stands. */
export function OrderRecipients({ id }: { id: string }) {
  const { t } = useText();
  const { items, more } = useList<InboxMessage>('/inbox', { orderId: id }, ['messages'], MOST);
  if (!items || items.length === 0) return null;
  return (
    <section>
      <h3>{t('order.recipients')}</h3>
      <ul className="plain-list">
        {items.map((message) => (
          <li key={message.id}>
            <a className="tabular" href={href('phones', message.to)}>
              {formatPhone(message.to)}
            </a>
            <MessageMark status={message.status} />
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" className="button" onClick={more}>
          {t('common.more')}
        </button>
      )}
    </section>
  );
}
