import { useState } from 'react';
import { formatPhone, MessageMark } from 'react-sms-ui';
import { useText } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import type { Phone } from '../../lib/wire.js';
import { SearchField } from '../../parts/fields.js';
import { ListView } from '../../parts/ListView.js';
import { Empty } from '../../parts/Notes.js';
import { Conversation } from './Conversation.js';

const MOST = 200;

/** Phones on the left, one phone's messages on the right. */
export function PhonesView({ chosen }: { chosen: string | undefined }) {
  const { t, moment } = useText();
  const [search, setSearch] = useState('');
  const digits = search.replaceAll(/\D/g, '');
  const { limit, more, atMost } = useMore(digits, MOST);
  const { data, error, retry } = useQuery<{ phones: Phone[]; more: boolean }>(
    withQuery('/phones', { search: digits, limit }),
    ['messages', 'orders'],
    true,
  );
  return (
    <ListView
      view="phones"
      chosen={chosen}
      title={t('phones.title')}
      filters={
        <SearchField
          label={t('phones.search')}
          placeholder={t('phones.search.hint')}
          inputMode="tel"
          value={search}
          onChange={setSearch}
        />
      }
      list={{ items: data?.phones, error, retry, more: data?.more && !atMost ? more : undefined }}
      label={t('phones.list')}
      keyOf={(phone) => phone.number}
      row={({ number, last }) => (
        <>
          <span className="row-head">
            <b className="tabular">{formatPhone(number)}</b>
            <time className="muted small tabular" dateTime={last.sentAt}>
              {moment(last.sentAt)}
            </time>
          </span>
          <span className="row-line">
            <span className="row-text">{last.text}</span>
            <MessageMark status={last.status} />
          </span>
        </>
      )}
      empty={
        digits === '' ? (
          <Empty title={t('phones.empty')}>
            <p>{t('phones.empty.hint', { url: location.origin })}</p>
          </Empty>
        ) : (
          <Empty title={t('phones.none')} />
        )
      }
      invitation={t('phones.choose')}
      detail={chosen !== undefined && <Conversation key={chosen} number={chosen} />}
    />
  );
}
