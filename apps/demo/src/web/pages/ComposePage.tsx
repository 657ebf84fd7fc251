import { countSegments } from 'iletimerkezi-core/segments';
import { useCallback, useEffect, useState } from 'react';
import { RecipientsField, SegmentCounter } from 'react-sms-ui';
import { MAX_RECIPIENTS, type Setup } from '../../shared/api.js';
import { useText } from '../i18n/useText.js';
import { api } from '../lib/api.js';
import { forgetDraft, loadDraft, saveDraft, type Draft } from '../lib/draft.js';
import { navigate, paths } from '../lib/router.js';
import { useLoad } from '../lib/useLoad.js';
import { useSend } from '../lib/useSend.js';
import { Page } from '../shell/Page.js';
import { ProblemNote } from '../shell/ProblemNote.js';
import { ConfirmDialog, type OrderSummary } from './ConfirmDialog.js';
import { checkDraft, type Missing } from './missing.js';
import { PurposeChoice } from './PurposeChoice.js';
import { SampleLists } from './SampleLists.js';
import { SenderField } from './SenderField.js';

/** Writing an order: to whom, what, of which kind, from whom; then a last look, then the report. */
export function ComposePage({ setup }: { setup: Setup }) {
  const { t, number } = useText();
  const [draft, setDraft] = useState(loadDraft);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [summary, setSummary] = useState<OrderSummary>();
  const senders = useLoad(api.senders);
  const balance = useLoad(api.balance);
  const sending = useSend(
    useCallback((order) => {
      forgetDraft();
      navigate(paths.order(order.id));
    }, []),
  );

  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  useEffect(() => saveDraft(draft), [draft]);

  const { characterMode } = setup;
  const { list } = draft.recipients;
  const count = countSegments(draft.text, { characterMode });
  const sms = count.parts * list.valid;
  const credits = balance.loaded.phase === 'ready' ? balance.loaded.value.sms : undefined;

  const review = () => {
    const checked = checkDraft(draft, characterMode);
    setMissing(checked.ready ? [] : checked.missing);
    if (!checked.ready) {
      const [first] = checked.missing;
      if (first) goTo(first.at);
      return;
    }
    const { parts, partsMax } = count;
    setSummary({
      order: checked.order,
      duplicates: list.duplicates,
      rejected: list.rejected,
      parts,
      partsMax,
      balance: credits,
    });
  };

  return (
    <Page
      title={t('compose.title')}
      lead={
        credits === undefined
          ? t('compose.lead')
          : `${t('balance.line', { sms: credits })} · ${t('compose.lead')}`
      }
    >
      {balance.loaded.phase === 'failed' && (
        <ProblemNote problem={balance.loaded.problem} onRetry={balance.reload} />
      )}
      <div className="compose">
        <div className="compose-fields">
          <section className="field" id="recipients" tabIndex={-1}>
            <RecipientsField
              value={draft.recipients}
              onChange={({ value }) => change({ recipients: value })}
            />
            {list.rows.length === 0 && <SampleLists onTry={(recipients) => change({ recipients })} />}
          </section>
          <section className="field">
            <label className="field-label" htmlFor="text">
              {t('confirm.text')}
            </label>
            <textarea
              id="text"
              className="text-input"
              rows={5}
              value={draft.text}
              onChange={(event) => change({ text: event.target.value })}
            />
            <SegmentCounter
              text={draft.text}
              recipientCount={list.valid > 0 ? list.valid : undefined}
              onReplace={({ text }) => change({ text })}
            />
          </section>
          <PurposeChoice kind={draft.kind} audience={draft.audience} onChange={change} />
          <SenderField senders={senders} value={draft.sender} onChange={(sender) => change({ sender })} />
        </div>
        <aside className="compose-summary" aria-label={t('compose.summary')}>
          <dl className="summary-figures tabular">
            <div>
              <dt>{t('confirm.recipients')}</dt>
              <dd>{number(list.valid)}</dd>
            </div>
            <div>
              <dt>{t('confirm.cost')}</dt>
              <dd>{t('confirm.cost.value', { sms })}</dd>
            </div>
            {credits !== undefined && (
              <div className="summary-balance">
                <dt>{t('confirm.balanceAfter')}</dt>
                <dd>{t('confirm.cost.value', { sms: credits - sms })}</dd>
              </div>
            )}
          </dl>
          <button type="button" className="button" data-tone="accent" onClick={review}>
            {t('compose.review')}
          </button>
          <div className="missing" role="alert">
            {missing.length > 0 && (
              <>
                <p>{t('compose.missing')}</p>
                <ul>
                  {missing.map(({ key }) => (
                    <li key={key}>{t(key, { max: MAX_RECIPIENTS })}</li>
                  ))}
                </ul>
              </>
            )}
          </div>
        </aside>
      </div>
      {summary && (
        <ConfirmDialog
          summary={summary}
          typed={setup.provider === 'real'}
          sending={sending.busy}
          problem={sending.problem}
          onConfirm={(confirmedSms) => sending.send({ ...summary.order, confirmedSms })}
          onClose={() => {
            sending.reset();
            setSummary(undefined);
          }}
        />
      )}
    </Page>
  );
}

function goTo(place: Missing['at']): void {
  const target = document.getElementById(place);
  const control = target?.matches('textarea, select')
    ? target
    : target?.querySelector('textarea, input, select, button');
  if (control instanceof HTMLElement) control.focus();
  target?.scrollIntoView({ block: 'center' });
}
