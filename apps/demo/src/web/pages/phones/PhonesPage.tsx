import { useCallback, useState } from 'react';
import { formatPhone, MessageMark } from 'react-sms-ui';
import type { Setup } from '../../../shared/api/setup.js';
import { phonesApi } from '../../api/phones.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths, useQueryValue } from '../../lib/router.js';
import { useEvents } from '../../lib/useEvents.js';
import { useLoad } from '../../lib/useLoad.js';
import { useSoon } from '../../lib/useSoon.js';
import { BackIcon } from '../../shell/icons.js';
import { Page } from '../../shell/Page.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { Conversation } from './Conversation.js';

const STEP = 50;
const MOST = 200;

/** Displays received messages: the phones of the emulator on the left, the selected one on the right. */
export function PhonesPage({ setup, number }: { setup: Setup; number: string | undefined }) {
  const { t } = useText();
  return (
    <Page
      title={t('phones.title')}
      name={number === undefined ? undefined : formatPhone(number)}
      lead={t(setup.provider === 'real' ? 'phones.lead.real' : 'phones.lead')}
    >
      {setup.provider === 'real' ? (
        <div className="empty">
          <p>{t('phones.real')}</p>
          <Link className="button" href={paths.orders}>
            {t('phones.real.action')}
          </Link>
        </div>
      ) : (
        <Phones chosen={number} />
      )}
    </Page>
  );
}

function Phones({ chosen }: { chosen: string | undefined }) {
  const { t } = useText();
  const [search, setSearch] = useQueryValue('search');
  const [limit, setLimit] = useState(STEP);
  const list = useLoad(useCallback(() => phonesApi.list(search, limit), [search, limit]));
  const [turn, setTurn] = useState(0);
  const refresh = useSoon(() => {
    list.reload();
    setTurn((before) => before + 1);
  });
  useEvents(phonesApi.events, 'changed', refresh, refresh);
  const page = list.loaded.phase === 'ready' ? list.loaded.value : undefined;
  const isEmpty = page?.phones.length === 0;

  return (
    <div className="phones" data-open={chosen === undefined ? undefined : ''}>
      <div className="phones-list">
        {(search !== '' || !isEmpty) && (
          <label className="field">
            <span>{t('phones.search')}</span>
            <input
              type="search"
              inputMode="tel"
              autoComplete="off"
              placeholder={t('phones.search.hint')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </label>
        )}
        {list.loaded.phase === 'failed' && (
          <ProblemNote problem={list.loaded.problem} onRetry={list.reload} />
        )}
        {list.loaded.phase === 'loading' && <p className="muted">{t('loading')}</p>}
        {isEmpty && search === '' && (
          <div className="empty">
            <p>{t('phones.empty')}</p>
            <Link className="button" data-tone="accent" href={paths.compose}>
              {t('phones.empty.action')}
            </Link>
          </div>
        )}
        {isEmpty && search !== '' && <p className="muted">{t('phones.none')}</p>}
        {page && !isEmpty && (
          <ul className="phone-rows" aria-label={t('phones.list')}>
            {page.phones.map(({ number, last }) => (
              <li key={number}>
                <Link
                  href={`${paths.phone(number)}${location.search}`}
                  aria-current={number === chosen ? 'true' : undefined}
                >
                  <b className="tabular">{formatPhone(number)}</b>
                  <MessageMark status={last.status} />
                  <span className="phone-row-text muted">{last.text}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {page?.more === true && limit < MOST && (
          <button type="button" className="button" onClick={() => setLimit(limit + STEP)}>
            {t('phones.more')}
          </button>
        )}
      </div>
      <div className="phones-detail">
        {chosen === undefined ? (
          !isEmpty && <p className="phones-invitation muted">{t('phones.choose')}</p>
        ) : (
          <>
            <Link className="phones-back" href={`${paths.phones}${location.search}`}>
              <BackIcon />
              <span>{t('phones.back')}</span>
            </Link>
            <Conversation key={chosen} number={chosen} turn={turn} />
          </>
        )}
      </div>
    </div>
  );
}
