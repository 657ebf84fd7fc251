import type { ReactNode } from 'react';
import { MESSAGES } from '../../../src/provider/codes.js';
import { useText } from '../../i18n/text.js';
import { href } from '../../lib/router.js';
import type { JournalView } from '../../lib/wire.js';
import { Facts, Json } from '../../parts/Facts.js';
import { AnswerMark } from './AnswerMark.js';
import { WarningNotes } from './WarningNotes.js';

/** One request: how it was answered, why, and what it carried. */
export function JournalDetail({ entry }: { entry: JournalView }) {
  const { t, number, dateTime } = useText();
  const facts: [string, ReactNode][] = [
    [
      t('common.time'),
      <time key="at" dateTime={entry.at}>
        {dateTime(entry.at)}
      </time>,
    ],
    [t('journal.duration'), t('webhook.ms', { ms: number(Math.round(entry.durationMs * 10) / 10) })],
  ];
  if (entry.code !== undefined) {
    facts.unshift([t('journal.code'), <span key="code">{`${entry.code} ${textOf(entry.code)}`}</span>]);
  }
  if (entry.fault !== undefined) facts.push([t('journal.fault'), t(`fault.${entry.fault}`)]);
  if (entry.account !== undefined) facts.push([t('order.account'), entry.account]);
  if (entry.recipients !== undefined) facts.push([t('order.counters'), number(entry.recipients)]);
  if (entry.orderId !== undefined) {
    facts.push([
      t('order.one'),
      <a key="order" href={href('orders', entry.orderId)}>
        {String(entry.orderId)}
      </a>,
    ]);
  }
  return (
    <article className="detail">
      <header className="detail-head">
        <h2>{entry.endpoint ?? entry.path}</h2>
        <AnswerMark code={entry.code} />
      </header>
      {entry.reason !== undefined && (
        <section>
          <h3>{t('journal.reason')}</h3>
          <p className="quote" lang="en">
            {entry.reason}
          </p>
        </section>
      )}
      <WarningNotes warnings={entry.warnings} />
      <Facts facts={facts} />
      <p className="muted small">
        <code>
          {entry.method} {entry.path}
        </code>
      </p>
      {entry.request === undefined ? (
        <p className="muted">{t('journal.body.none')}</p>
      ) : (
        <Json label={t('journal.body')} value={entry.request} />
      )}
    </article>
  );
}

/** The provider's own Turkish words for a code. */
function textOf(code: number): string {
  return Object.entries(MESSAGES).find(([known]) => known === String(code))?.[1] ?? '';
}
