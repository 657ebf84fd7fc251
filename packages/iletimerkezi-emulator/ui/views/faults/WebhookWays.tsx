import { useState, type FormEvent } from 'react';
import type { WebhookAction } from '../../../src/webhooks/rules.js';
import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { useAction } from '../../lib/useAction.js';
import { useQuery } from '../../lib/useQuery.js';
import type { WebhookRule } from '../../lib/wire.js';
import { Choice, TimesField } from '../../parts/fields.js';
import { Empty, Problem } from '../../parts/Notes.js';

const ACTIONS: readonly WebhookAction[] = ['duplicate', 'drop', 'delay', 'reorder'];
const STATUSES = ['accepted', 'delivered', 'undelivered'] as const;

/** Adds rules that delay, duplicate, reorder or drop webhooks. */
export function WebhookWays() {
  const { t, status: statusWord } = useText();
  const { data, error } = useQuery<WebhookRule[]>('/webhook-rules', ['settings', 'webhooks']);
  const [action, setAction] = useState<WebhookAction>('duplicate');
  const [status, setStatus] = useState<(typeof STATUSES)[number] | ''>('');
  const [times, setTimes] = useState(1);
  const work = useAction();
  const run = (method: 'POST' | 'DELETE', body?: object) =>
    void work.run(async () => {
      await change(method, '/webhook-rules', body);
      tellChanged('settings');
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run('POST', { action, times, ...(status !== '' && { status }) });
  };

  return (
    <div className="columns">
      <section className="panel">
        <h2>{t('ways.title')}</h2>
        <form onSubmit={submit} className="stack">
          <Choice
            label={t('ways.action')}
            value={action}
            options={ACTIONS.map((value) => ({ value, text: t(`way.${value}`) }))}
            onChange={setAction}
          />
          <Choice
            label={t('ways.status')}
            value={status}
            options={[
              { value: '', text: t('ways.any') },
              ...STATUSES.map((value) => ({ value, text: statusWord(value) })),
            ]}
            onChange={setStatus}
          />
          <TimesField value={times} onChange={setTimes} />
          <button type="submit" className="button" data-kind="primary" disabled={work.running}>
            {t('faultsView.submit')}
          </button>
        </form>
      </section>
      <section className="panel">
        <div className="panel-head">
          <h2>{t('ways.list')}</h2>
          {data && data.length > 0 && (
            <button type="button" className="button" disabled={work.running} onClick={() => run('DELETE')}>
              {t('faultsView.clear')}
            </button>
          )}
        </div>
        {error && <Problem error={error} />}
        {work.error && <Problem error={work.error} />}
        {data?.length === 0 && <Empty title={t('ways.empty')} />}
        <ul className="rows">
          {data?.map((rule) => (
            <li key={rule.id} data-spent={rule.remaining === 0 ? '' : undefined}>
              <div>
                <b>{t(`way.${rule.action}`)}</b>
                <span className="muted small">
                  {rule.status ? statusWord(rule.status) : t('ways.any')} ·{' '}
                  {rule.remaining === undefined
                    ? t('faultsView.unlimited')
                    : rule.remaining === 0
                      ? t('faultsView.spent')
                      : t('faultsView.remaining', { count: rule.remaining })}{' '}
                  · {t('faultsView.hits', { count: rule.hits })}
                </span>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
