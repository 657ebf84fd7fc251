import { useState } from 'react';
import { groupNumber, useText } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import type { Phone } from '../../lib/wire.js';
import { Field } from '../../parts/fields.js';
import { LinkList } from '../../parts/LinkList.js';
import { Empty, Loading, Problem } from '../../parts/Notes.js';
import { Split } from '../../parts/Split.js';
import { StatusTag } from '../../parts/Tag.js';
import { Conversation } from './Conversation.js';

const MOST = 200;

/** Phones on the left, one phone's messages on the right. */
export function PhonesView({ chosen }: { chosen: string | undefined }) {
  const text = useText();
  const { t } = text;
  const [search, setSearch] = useState('');
  const digits = search.replaceAll(/\D/g, '');
  const { limit, more, atMost } = useMore(digits, MOST);
  const { data, error, retry } = useQuery<{ phones: Phone[]; more: boolean }>(
    withQuery('/phones', { search: digits, limit }),
    ['messages', 'orders'],
    true,
  );

  const list = (
    <>
      <h1>{t('phones.title')}</h1>
      <Field label={t('phones.search')}>
        {({ id }) => (
          <input
            id={id}
            type="search"
            inputMode="tel"
            autoComplete="off"
            placeholder={t('phones.search.hint')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
      </Field>
      {error && <Problem error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {data?.phones.length === 0 &&
        (digits === '' ? (
          <Empty title={t('phones.empty')}>
            <p>{t('phones.empty.hint', { url: location.origin })}</p>
          </Empty>
        ) : (
          <Empty title={t('phones.none')} />
        ))}
      {data && data.phones.length > 0 && (
        <LinkList
          label={t('phones.list')}
          items={data.phones}
          keyOf={(phone) => phone.number}
          hrefOf={(phone) => href('phones', phone.number)}
          chosen={chosen}
        >
          {({ number, last }) => (
            <>
              <span className="row-head">
                <b className="tabular">{groupNumber(number)}</b>
                <time className="muted small tabular" dateTime={last.sentAt}>
                  {text.moment(last.sentAt)}
                </time>
              </span>
              <span className="row-line">
                <span className="row-text">{last.text}</span>
                <StatusTag status={last.status} />
              </span>
            </>
          )}
        </LinkList>
      )}
      {data?.more && !atMost && (
        <button type="button" className="button wide" onClick={more}>
          {t('common.more')}
        </button>
      )}
    </>
  );

  return (
    <Split
      listHref={href('phones')}
      chosen={chosen}
      list={list}
      invitation={t('phones.choose')}
      detail={chosen !== undefined && <Conversation key={chosen} number={chosen} />}
    />
  );
}
