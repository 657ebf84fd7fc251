import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { useAction } from '../../lib/useAction.js';
import { useQuery } from '../../lib/useQuery.js';
import type { Fault } from '../../lib/wire.js';
import { Empty, Loading, Problem } from '../../parts/Notes.js';
import { FaultForm } from './FaultForm.js';
import { MagicNumbers } from './MagicNumbers.js';
import { WebhookWays } from './WebhookWays.js';

/** Lists the active faults of requests and webhooks. */
export function FaultsView() {
  const { t } = useText();
  const { data, error, retry } = useQuery<Fault[]>('/faults', ['settings', 'journal']);
  const removing = useAction();
  const remove = (path: string) =>
    void removing.run(async () => {
      await change('DELETE', path);
      tellChanged('settings');
    });

  return (
    <div className="page">
      <header>
        <h1>{t('faultsView.title')}</h1>
        <p className="muted">{t('faultsView.lead')}</p>
      </header>
      <div className="columns">
        <section className="panel">
          <h2>{t('faultsView.add')}</h2>
          <FaultForm />
        </section>
        <section className="panel">
          <div className="panel-head">
            <h2>{t('faultsView.list')}</h2>
            {data && data.length > 1 && (
              <button
                type="button"
                className="button"
                disabled={removing.running}
                onClick={() => remove('/faults')}
              >
                {t('faultsView.clear')}
              </button>
            )}
          </div>
          {error && <Problem error={error} retry={retry} />}
          {removing.error && <Problem error={removing.error} />}
          {!data && !error && <Loading rows={2} />}
          {data?.length === 0 && <Empty title={t('faultsView.empty')} />}
          <ul className="rows">
            {data?.map((fault) => (
              <li key={fault.id} data-spent={fault.remaining === 0 ? '' : undefined}>
                <div>
                  <b>{t(`fault.${fault.fault}`)}</b>
                  <span className="muted small">
                    {fault.endpoint === '*' ? t('faultsView.endpoint.all') : fault.endpoint} ·{' '}
                    {remaining(fault)} · {t('faultsView.hits', { count: fault.hits })}
                  </span>
                </div>
                <button
                  type="button"
                  className="button"
                  aria-label={`${t('faultsView.remove')}: ${t(`fault.${fault.fault}`)}`}
                  disabled={removing.running}
                  onClick={() => remove(`/faults/${fault.id}`)}
                >
                  {t('faultsView.remove')}
                </button>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <WebhookWays />
      <MagicNumbers />
    </div>
  );

  function remaining(fault: Fault): string {
    if (fault.remaining === undefined) return t('faultsView.unlimited');
    return fault.remaining === 0
      ? t('faultsView.spent')
      : t('faultsView.remaining', { count: fault.remaining });
  }
}
