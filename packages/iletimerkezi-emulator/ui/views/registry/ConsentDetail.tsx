import { formatPhone } from 'react-sms-ui';
import { useText } from '../../i18n/text.js';
import { change, withQuery } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { useAction } from '../../lib/useAction.js';
import { useQuery } from '../../lib/useQuery.js';
import type { ConsentHistory, ConsentView } from '../../lib/wire.js';
import { useClock } from '../../shell/useClock.js';
import { Facts } from '../../parts/Facts.js';
import { Empty, Loading, Problem } from '../../parts/Notes.js';
import type { ConsentKey } from './consent-key.js';
import { ConsentMark } from './ConsentMark.js';

/** One consent with its history, and the citizen's own buttons. */
export function ConsentDetail({ consentKey }: { consentKey: ConsentKey }) {
  const { t, time, dateTime } = useText();
  const clock = useClock();
  const { data, error, retry } = useQuery<ConsentHistory[]>(
    withQuery('/registry', { ...consentKey, limit: 1 }),
    ['registry', 'settings'],
  );
  const deciding = useAction();
  const consent = data?.[0];

  if (error && !data) return <Problem error={error} retry={retry} />;
  if (!data) return <Loading />;
  if (!consent) return <Empty title={t('registry.none')} />;
  const decide = (status: 'ONAY' | 'RET') =>
    void deciding.run(async () => {
      await change('POST', '/registry', { ...consentKey, status });
      tellChanged('registry');
    });

  return (
    <article className="detail">
      <header className="detail-head">
        <h2 className="tabular">{formatPhone(consent.recipient)}</h2>
        <ConsentMark consent={consent.current} />
      </header>
      <Facts
        facts={[
          [t('registry.brand'), consent.brandCode],
          [t('registry.channel'), t(`channel.${consent.type}`)],
          [t('registry.type'), t(`recipientType.${consent.recipientType}`)],
        ]}
      />
      <section>
        <h3>{t('registry.history')}</h3>
        <ol className="timeline">
          {consent.history.toReversed().map((record, index) => {
            const visible = clock === undefined || Date.parse(record.visibleAt) <= clock.now;
            return (
              <li key={consent.history.length - index} data-done={visible ? '' : undefined}>
                <span className="history-row">
                  <ConsentMark consent={record} />
                  <time className="tabular" dateTime={turkeyIso(record.consentDate)}>
                    {dateTime(turkeyIso(record.consentDate))}
                  </time>
                </span>
                <span className="muted small">
                  {record.source} · {t(`consent.by.${record.by}`)}
                  {isLate(record) && ` · ${t('consent.received', { time: dateTime(record.receivedAt) })}`}
                  {!visible && ` · ${t('consent.pending', { time: time(record.visibleAt) })}`}
                </span>
              </li>
            );
          })}
        </ol>
      </section>
      <section>
        <h3>{t('registry.citizen')}</h3>
        <p className="muted">{t('registry.citizen.about')}</p>
        <div className="buttons">
          <button type="button" className="button" disabled={deciding.running} onClick={() => decide('RET')}>
            {t('registry.citizen.refuse')}
          </button>
          <button type="button" className="button" disabled={deciding.running} onClick={() => decide('ONAY')}>
            {t('registry.citizen.grant')}
          </button>
        </div>
        {deciding.error && <Problem error={deciding.error} />}
      </section>
    </article>
  );
}

/** `YYYY-MM-DD HH:MM:SS` of Turkey, where it is UTC+3 all year, as ISO 8601. */
function turkeyIso(timestamp: string): string {
  return `${timestamp.replace(' ', 'T')}+03:00`;
}

/** Whether the record came so much after the consent that both times are worth reading. */
function isLate({ consentDate, receivedAt }: ConsentView): boolean {
  return Date.parse(receivedAt) - Date.parse(turkeyIso(consentDate)) > 60_000;
}
