import { compareConsents } from 'iletimerkezi-core/consents';
import { useCallback, useEffect, useState } from 'react';
import { ConsentBadge, ConsentHistory, formatPhone, type ConsentHistoryEntry } from 'react-sms-ui';
import type {
  ConsentKey,
  ConsentRecordView,
  RegistrationState,
  RegistryAnswer,
} from '../../../shared/api/consents.js';
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
      lead={loaded.phase === 'ready' ? t('person.lead', { count: records.length }) : t('loading')}
    >
      {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
      {loaded.phase === 'ready' && records.length === 0 && (
        <div className="empty">
          <p>{t('person.empty')}</p>
          <Link className="button" href={paths.form}>
            {t('consents.openForm')}
          </Link>
        </div>
      )}
      {records.length > 0 && (
        <>
          <section aria-labelledby="person-now" className="person-section">
            <h2 id="person-now">{t('person.now')}</h2>
            <ul className="standing">
              {standing(records).map((record) => (
                <Standing key={`${record.channel} ${record.recipientType}`} record={record} />
              ))}
            </ul>
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
                {t('person.proof.page')}
              </a>
              <a className="button" href={consentsApi.evidenceFile(recipient)} download>
                {t('person.proof.file')}
              </a>
            </p>
          </section>
          <section aria-labelledby="person-history" className="person-section">
            <h2 id="person-history">{t('person.history')}</h2>
            <ConsentHistory entries={records.map(historyEntry)} />
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
function Standing({ record }: { record: ConsentRecordView }) {
  const { t, dateTime } = useText();
  const [answer, setAnswer] = useState<RegistryAnswer>();
  const [asking, setAsking] = useState(false);
  const { channel, recipientType, recipient, status } = record;
  const key: ConsentKey = { channel, recipientType, recipient };
  return (
    <li data-channel={channel}>
      <div className="standing-ours">
        <p>
          <b>{t(`channel.${channel}`)}</b>{' '}
          <span className="muted">· {t(`recipientType.${recipientType}`)}</span>
        </p>
        <p className="standing-state">
          <DecisionTag status={status} />
          <span className="muted tabular">{dateTime(record.asOf)}</span>
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
        consent={answer && consentOf(answer)}
        checkedAt={answer && new Date(answer.checkedAt)}
        onCheck={async () => {
          const next = await consentsApi.check(key);
          // Responses can arrive out of order; keep the latest check.
          setAnswer((known) => (known !== undefined && known.checkedAt > next.checkedAt ? known : next));
        }}
      />
      {asking && <OptOutDialog consent={key} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** The registration state of a record, with a button to release a record on hold. */
function Registration({ record: { registration, reason, position } }: { record: ConsentRecordView }) {
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

/** Returns the record in force of each channel and recipient type. */
function standing(records: readonly ConsentRecordView[]): ConsentRecordView[] {
  const inForce = new Map<string, ConsentRecordView>();
  for (const record of records.toSorted((a, b) => compareConsents(datedOf(a), datedOf(b)))) {
    const key = `${record.channel} ${record.recipientType}`;
    if (!inForce.has(key)) inForce.set(key, record);
  }
  return [...inForce.values()];
}

const datedOf = ({ status, asOf, recordedAt }: ConsentRecordView) => ({
  status,
  consentDate: new Date(asOf),
  recordedAt: new Date(recordedAt),
});

function consentOf({ state, source, consentDate }: RegistryAnswer) {
  if (state === 'none' || state === 'unknown-recipient') return { state };
  return {
    state,
    recipient: undefined,
    source,
    consentDate: consentDate === undefined ? undefined : new Date(consentDate),
  };
}

/** Only a confirmation by the registry makes a record `registered`; acceptance by the provider does not. */
const REGISTRY: Record<RegistrationState, NonNullable<ConsentHistoryEntry['registry']>> = {
  queued: 'pending',
  sending: 'pending',
  sent: 'sent',
  unknown: 'unknown',
  confirmed: 'registered',
  missing: 'failed',
  held: 'held',
  refused: 'failed',
  expired: 'failed',
};

function historyEntry(record: ConsentRecordView): ConsentHistoryEntry {
  const { position, channel, recipientType, status, source, asOf, evidence, origin, registration } = record;
  const registry = origin === 'registry' ? 'registered' : registration && REGISTRY[registration];
  return {
    id: String(position),
    channel,
    recipientType,
    status,
    source,
    consentDate: new Date(asOf),
    recordedAt: new Date(record.recordedAt),
    ...(registry && { registry }),
    evidence,
  };
}
