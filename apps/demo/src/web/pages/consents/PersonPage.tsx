import { compareConsents } from 'iletimerkezi-core/consents';
import { useCallback, useEffect, useState } from 'react';
import type { ConsentCheckView, ConsentHistoryRow, ConsentKey } from 'nest-iletimerkezi';
import { ConsentBadge, ConsentHistory, formatPhone, useSmsUi } from 'react-sms-ui';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { consentsApi } from '../../api/consents.js';
import { useText } from '../../i18n/useText.js';
import { Link, paths } from '../../lib/router.js';
import { useLoad } from '../../lib/useLoad.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { OpenIcon } from '../../shell/icons.js';
import { Page } from '../../shell/Page.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { OptOutDialog } from './OptOutDialog.js';
import { DecisionTag, findingText, RegistrationTag } from './tags.js';
import { useConsentSummary } from './useConsentSummary.js';

/** The page of one person: current state, state in the registry, history and proof. */
export function PersonPage({ recipient }: { recipient: string }) {
  const { t } = useText();
  const { loaded, reload } = useLoad(useCallback(() => consentsApi.person(recipient), [recipient]));
  const summary = useConsentSummary();
  const shown = summary && JSON.stringify(summary);
  useEffect(() => {
    if (shown !== undefined) reload();
  }, [shown, reload]);

  const records = loaded.phase === 'ready' ? loaded.value.records : [];
  const name = loaded.phase === 'ready' ? formatPhone(loaded.value.recipient) : formatPhone(recipient);
  return (
    <Page
      title={name}
      above={{ label: t('consents.title'), href: paths.consents }}
      lead={loaded.phase === 'ready' ? t('person.lead', { count: records.length }) : t('loading')}
    >
      {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
      {loaded.phase === 'ready' && records.length === 0 && (
        <div className="empty">
          <p>{t('person.empty')}</p>
          <p className="empty-actions">
            <OptOutButton recipient={loaded.value.recipient} />
            <Link className="button" href={paths.form}>
              {t('consents.openForm')}
            </Link>
          </p>
        </div>
      )}
      {records.length > 0 && (
        <>
          <section aria-labelledby="person-now" className="person-section">
            <h2 id="person-now">{t('person.now')}</h2>
            <ul className="standing">
              {current(records).map((record) => (
                <CurrentConsent
                  key={`${record.channel} ${record.recipientType}`}
                  recipient={loaded.phase === 'ready' ? loaded.value.recipient : recipient}
                  record={record}
                />
              ))}
            </ul>
            <p className="list-foot">
              <OptOutButton recipient={loaded.phase === 'ready' ? loaded.value.recipient : recipient} other />
            </p>
          </section>
          <section aria-labelledby="person-proof" className="person-section">
            <h2 id="person-proof">{t('person.proof')}</h2>
            <p className="muted">{t('person.proof.lead')}</p>
            <p className="button-row">
              <a
                className="button"
                href={consentsApi.evidencePage(recipient)}
                target="_blank"
                rel="noreferrer"
              >
                <OpenIcon />
                <span>{t('person.proof.page')}</span>
              </a>
              <a className="button" href={consentsApi.evidenceFile(recipient)} download>
                {t('person.proof.file')}
              </a>
            </p>
          </section>
          <section aria-labelledby="person-history" className="person-section">
            <h2 id="person-history">{t('person.history')}</h2>
            <ConsentHistory entries={records} />
          </section>
        </>
      )}
      <p className="page-foot">
        <Link href={paths.consents}>{t('person.back')}</Link>
      </p>
    </Page>
  );
}

/** One channel: state in the ledger, state in the registry, and a button to record a refusal. */
function CurrentConsent({ recipient, record }: { recipient: string; record: ConsentHistoryRow }) {
  const { t, dateTime } = useText();
  const kit = useSmsUi();
  const [answer, setAnswer] = useState<ConsentCheckView>();
  const [asking, setAsking] = useState(false);
  const { channel, recipientType, status } = record;
  const key: ConsentKey = { channel, recipientType, recipient };
  return (
    <li data-channel={channel}>
      <div className="standing-ours">
        <p>
          <b>{kit.t(`consents.channel.${channel}`)}</b>{' '}
          <span className="muted">· {kit.t(`consents.type.${recipientType}`)}</span>
        </p>
        <p className="standing-state">
          <DecisionTag status={status} />
          <span className="muted tabular">{dateTime(record.consentDate)}</span>
        </p>
        {record.registration !== undefined && <Registration record={record} />}
        {status === 'ONAY' && (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {t('optOut.open')}
          </button>
        )}
      </div>
      <ConsentBadge
        channel={channel}
        recipientType={recipientType}
        consent={answer?.consent}
        checkedAt={answer?.checkedAt}
        onCheck={async () => {
          const next = await consentsApi.check(key);
          // Responses can arrive out of order; keep the latest check.
          setAnswer((known) => (known !== undefined && known.checkedAt > next.checkedAt ? known : next));
        }}
      />
      {asking && (
        <OptOutDialog
          recipient={recipient}
          consent={{ channel, recipientType }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

/** Records a refusal for any channel. `other`: beside the channels with a record. */
function OptOutButton({ recipient, other = false }: { recipient: string; other?: boolean }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t(other ? 'optOut.openOther' : 'optOut.open')}
      </button>
      {asking && <OptOutDialog recipient={recipient} onClose={() => setAsking(false)} />}
    </>
  );
}

/** The registration state of a record, with a button to release a record on hold. */
function Registration({ record: { registration, reason, position } }: { record: ConsentHistoryRow }) {
  const { t, locale } = useText();
  const [problem, setProblem] = useState<Problem>();
  const releasing = useOneAtATime();
  if (registration === undefined) return null;
  const release = async () => {
    try {
      await consentsApi.release(position);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const why = reason === undefined ? undefined : findingText(reason)?.[locale];
  return (
    <>
      <p>
        <RegistrationTag state={registration} />
        {why !== undefined && <span className="muted standing-why">{why}</span>}
      </p>
      {registration === 'held' && (
        <button
          type="button"
          className="link-button"
          aria-disabled={releasing.busy}
          onClick={() => releasing.run(release)}
        >
          {t('registration.release')}
        </button>
      )}
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}

/** Returns the current record of each channel and recipient type. */
function current(records: readonly ConsentHistoryRow[]): ConsentHistoryRow[] {
  const byKey = new Map<string, ConsentHistoryRow>();
  for (const record of records.toSorted((a, b) => compareConsents(datedOf(a), datedOf(b)))) {
    const key = `${record.channel} ${record.recipientType}`;
    if (!byKey.has(key)) byKey.set(key, record);
  }
  return [...byKey.values()];
}

const datedOf = ({ status, consentDate, recordedAt }: ConsentHistoryRow) => ({
  status,
  consentDate: new Date(consentDate),
  recordedAt: new Date(recordedAt),
});
