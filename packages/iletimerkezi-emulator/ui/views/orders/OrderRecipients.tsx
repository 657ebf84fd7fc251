import type { InboxMessage } from '../../../src/inbox.js';
import { groupNumber, useText } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import { StatusTag } from '../../parts/Tag.js';

const MOST = 500;

/** The phones an order went to, with where each message stands. */
export function OrderRecipients({ id }: { id: string }) {
  const { t } = useText();
  const { limit, more, atMost } = useMore(id, MOST);
  const { data } = useQuery<InboxMessage[]>(
    withQuery('/inbox', { orderId: id, limit: limit + 1 }),
    ['messages'],
    true,
  );
  if (!data || data.length === 0) return null;
  return (
    <section>
      <h3>{t('order.recipients')}</h3>
      <ul className="plain-list">
        {data.slice(0, limit).map((message) => (
          <li key={message.id}>
            <a className="tabular" href={href('phones', message.to)}>
              {groupNumber(message.to)}
            </a>
            <StatusTag status={message.status} />
          </li>
        ))}
      </ul>
      {data.length > limit && !atMost && (
        <button type="button" className="button" onClick={more}>
          {t('common.more')}
        </button>
      )}
    </section>
  );
}
