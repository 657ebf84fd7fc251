import { useState } from 'react';
import { ENDPOINTS } from '../../../src/endpoints.js';
import { useText } from '../../i18n/text.js';
import { useList } from '../../lib/useList.js';
import type { JournalView as Entry } from '../../lib/wire.js';
import { Choice } from '../../parts/fields.js';
import { ListView } from '../../parts/ListView.js';
import { Empty } from '../../parts/Notes.js';
import { AnswerMark } from './AnswerMark.js';
import { JournalDetail } from './JournalDetail.js';
import { WarningMark } from './WarningNotes.js';

/** Requests to the provider's paths, with the reason of each answer. */
export function JournalView({ chosen }: { chosen: string | undefined }) {
  const { t, moment } = useText();
  const [refused, setRefused] = useState<'' | 'true'>('');
  const [endpoint, setEndpoint] = useState('');
  const list = useList<Entry>('/journal', { refused, endpoint }, ['journal']);
  const open = list.items?.find((entry) => String(entry.id) === chosen);
  return (
    <ListView
      view="journal"
      chosen={chosen}
      title={t('journal.title')}
      filters={
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
      }
      list={list}
      label={t('journal.list')}
      keyOf={(entry) => String(entry.id)}
      row={(entry) => (
        <>
          <span className="row-head">
            <b>{entry.endpoint ?? entry.path}</b>
            <time className="muted small tabular" dateTime={entry.at}>
              {moment(entry.at)}
            </time>
          </span>
          <span className="row-foot">
            <AnswerMark code={entry.code} />
            <WarningMark count={entry.warnings.length} />
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
      empty={
        refused === '' && endpoint === '' ? (
          <Empty title={t('journal.empty')}>
            <p>{t('journal.empty.hint', { url: location.origin })}</p>
          </Empty>
        ) : (
          <Empty title={t('journal.empty.filtered')} />
        )
      }
      invitation={t('journal.choose')}
      detail={
        open ? <JournalDetail entry={open} /> : list.items && <Empty title={t('journal.empty.filtered')} />
      }
    />
  );
}
