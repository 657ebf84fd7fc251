import { useCallback, useEffect, useState } from 'react';
import type { ConsentListRow } from 'nest-iletimerkezi';
import { formatPhone, useSmsUi } from 'react-sms-ui';
import type { ConsentSummary } from '../../../shared/api/consents.js';
import { consentsApi } from '../../api/consents.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths, useQueryValue } from '../../lib/router.js';
import { useLoad } from '../../lib/useLoad.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { SkeletonRows } from '../../shell/SkeletonRows.js';
import { ConsentsFrame } from './ConsentsFrame.js';
import { DecisionTag, RegistrationTag, useSourceName } from './tags.js';
import { useConsentSummary } from './useConsentSummary.js';

const STEP = 50;
const MOST = 1000;
const DECISIONS = ['', 'ONAY', 'RET'] as const;
const REGISTRATIONS = [
  '',
  'queued',
  'sent',
  'confirmed',
  'missing',
  'held',
  'expired',
  'refused',
  'unknown',
] as const;

/** The current consents, newest first, updated live. The search and the filters are part of the URL. */
export function LedgerPage() {
  const { t } = useText();
  const kit = useSmsUi();
  const summary = useConsentSummary();
  const [search, setSearch] = useQueryValue('search');
  const [status, setStatus] = useQueryValue('status');
  const [registration, setRegistration] = useQueryValue('registration');
  const [limit, setLimit] = useState(STEP);
  const { loaded, reload } = useLoad(
    useCallback(
      () => consentsApi.list({ search, status, registration, limit }),
      [search, status, registration, limit],
    ),
  );
  const shown = summary && JSON.stringify(summary);
  useEffect(() => {
    if (shown !== undefined) reload();
  }, [shown, reload]);

  const page = loaded.phase === 'ready' ? loaded.value : undefined;
  const isFiltered = search !== '' || status !== '' || registration !== '';
  const isEmpty = page?.consents.length === 0;
  return (
    <ConsentsFrame place={paths.consents} lead={<SummaryLine summary={summary} />}>
      {(isFiltered || !isEmpty) && (
        <search className="filters">
          <label className="field">
            <span>{t('consents.search')}</span>
            <input
              type="search"
              autoComplete="off"
              placeholder="0530 123 45 67"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </label>
          <label className="field">
            <span>{t('consents.column.decision')}</span>
            <select value={status} onChange={(event) => setStatus(event.target.value)}>
              {DECISIONS.map((value) => (
                <option key={value} value={value}>
                  {value === '' ? t('consents.all') : kit.t(`consents.decision.${value}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>{t('consents.column.registration')}</span>
            <select value={registration} onChange={(event) => setRegistration(event.target.value)}>
              {REGISTRATIONS.map((value) => (
                <option key={value} value={value}>
                  {value === '' ? t('consents.all') : t(`registration.${value}`)}
                </option>
              ))}
            </select>
          </label>
        </search>
      )}
      {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
      {loaded.phase === 'loading' && <SkeletonRows count={8} />}
      {isEmpty && !isFiltered && <NothingYet />}
      {isEmpty && isFiltered && (
        <div className="empty">
          <p>{t('consents.none')}</p>
          <Link className="button" href={paths.consents}>
            {t('consents.none.reset')}
          </Link>
        </div>
      )}
      {page && !isEmpty && <ConsentRows consents={page.consents} />}
      {page?.next !== undefined && limit < MOST && (
        <p className="list-foot">
          <button type="button" className="button" onClick={() => setLimit(limit + STEP)}>
            {t('consents.more')}
          </button>
        </p>
      )}
    </ConsentsFrame>
  );
}

function SummaryLine({ summary }: { summary: ConsentSummary | undefined }) {
  const { t } = useText();
  if (summary === undefined) return t('loading');
  const { granted, refused, registrations } = summary;
  const waiting = (registrations.queued ?? 0) + (registrations.sending ?? 0);
  return (
    <span className="tabular">
      <span>{t('consents.lead', { granted, refused })}</span>
      {waiting > 0 && <span>{` · ${t('consents.lead.waiting', { waiting })}`}</span>}
    </span>
  );
}

function ConsentRows({ consents }: { consents: readonly ConsentListRow[] }) {
  const { t, dateTime } = useText();
  const kit = useSmsUi();
  const sourceName = useSourceName();
  return (
    <>
      <div className="consent-columns" aria-hidden="true">
        <span>{t('consents.column.recipient')}</span>
        <span>{t('consents.column.channel')}</span>
        <span>{t('consents.column.decision')}</span>
        <span>{t('consents.column.given')}</span>
        <span>{t('consents.column.registration')}</span>
      </div>
      <ul className="consent-rows">
        {consents.map((consent) => (
          <li key={consent.position}>
            <Link href={paths.person(consent.recipient)} className="consent-row">
              <b className="tabular">{formatPhone(consent.recipient)}</b>
              <span className="muted">
                {kit.t(`consents.channel.${consent.channel}`)}
                {consent.recipientType === 'TACIR' && <span>{` · ${kit.t('consents.type.TACIR')}`}</span>}
              </span>
              <DecisionTag status={consent.status} />
              <span className="muted tabular">
                {dateTime(consent.asOf)} · {sourceName(consent.source)}
              </span>
              {consent.registration === undefined ? (
                <span className="muted">{t('registration.none')}</span>
              ) : (
                <RegistrationTag state={consent.registration} reason={consent.reason} />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function NothingYet() {
  const { t } = useText();
  return (
    <div className="empty">
      <p>{t('consents.empty')}</p>
      <p className="empty-actions">
        <Link className="button" data-tone="accent" href={paths.form}>
          {t('consents.empty.form')}
        </Link>
        <Link className="button" href={paths.imports}>
          {t('consents.empty.import')}
        </Link>
      </p>
    </div>
  );
}
