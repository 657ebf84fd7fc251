import { useState } from 'react';
import { ENDPOINTS } from '../../../src/provider/endpoint.js';
import { useText } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import type { JournalView as Entry } from '../../lib/wire.js';
import { Choice } from '../../parts/fields.js';
import { LinkList } from '../../parts/LinkList.js';
import { Empty, Loading, Problem } from '../../parts/Notes.js';
import { Split } from '../../parts/Split.js';
import { JournalDetail } from './JournalDetail.js';
import { AnswerTag } from './AnswerTag.js';

const MOST = 1000;

/** Requests to the provider's paths, with the reason of each answer. */
export function JournalView({ chosen }: { chosen: string | undefined }) {
  const { t, moment } = useText();
  const [refused, setRefused] = useState<'' | 'true'>('');
  const [endpoint, setEndpoint] = useState('');
  const { limit, more, atMost } = useMore(`${refused}|${endpoint}`, MOST);
  const { data, error, retry } = useQuery<Entry[]>(
    withQuery('/journal', { refused, endpoint, limit: limit + 1 }),
    ['journal'],
    true,
  );
  const entries = data?.slice(0, limit);
  const open = chosen === undefined ? undefined : entries?.find((entry) => String(entry.id) === chosen);

  const list = (
    <>
      <h1>{t('journal.title')}</h1>
      <div className="filters">
        <Choice
          label={t('journal.filter')}
          value={refused}
          options={[
            { value: '', text: t('common.all') },
            { value: 'true', text: t('journal.filter.refused') },
          ]}
          onChange={setRefused}
        />
        <Choice
          label={t('journal.endpoint')}
          value={endpoint}
          options={[
            { value: '', text: t('common.all') },
            ...Object.keys(ENDPOINTS).map((name) => ({ value: name, text: name })),
          ]}
          onChange={setEndpoint}
        />
      </div>
      {error && <Problem error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {entries?.length === 0 &&
        (refused === '' && endpoint === '' ? (
          <Empty title={t('journal.empty')}>
            <p>{t('journal.empty.hint', { url: location.origin })}</p>
          </Empty>
        ) : (
          <Empty title={t('journal.empty.filtered')} />
        ))}
      {entries && entries.length > 0 && (
        <LinkList
          label={t('journal.list')}
          items={entries}
          keyOf={(entry) => String(entry.id)}
          hrefOf={(entry) => href('journal', entry.id)}
          chosen={chosen}
        >
          {(entry) => (
            <>
              <span className="row-head">
                <b>{entry.endpoint ?? entry.path}</b>
                <time className="muted small tabular" dateTime={entry.at}>
                  {moment(entry.at)}
                </time>
              </span>
              <span className="row-foot">
                <AnswerTag code={entry.code} />
                {entry.recipients !== undefined && (
                  <span className="muted small tabular">{t('order.to', { count: entry.recipients })}</span>
                )}
              </span>
              {entry.reason !== undefined && (
                <span className="row-text small" lang="en">
                  {entry.reason}
                </span>
              )}
            </>
          )}
        </LinkList>
      )}
      {data && data.length > limit && !atMost && (
        <button type="button" className="button wide" onClick={more}>
          {t('common.more')}
        </button>
      )}
    </>
  );

  return (
    <Split
      listHref={href('journal')}
      chosen={chosen}
      list={list}
      invitation={t('journal.choose')}
      detail={open ? <JournalDetail entry={open} /> : data && <Empty title={t('journal.empty.filtered')} />}
    />
  );
}
