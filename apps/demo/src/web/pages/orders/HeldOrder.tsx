import { useState, type FormEvent } from 'react';
import type { CampaignDetail, ReportOrder } from 'iletimerkezi-core';
import type { ResolveOrderDto } from 'nest-iletimerkezi/dto';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { faultProblem } from '../../lib/fault-problem.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { ProblemNote } from '../../shell/ProblemNote.js';

const DECISIONS = ['sent', 'resend', 'drop'] as const;

/** The form to resolve a held order. */
export function HeldOrder({
  campaign,
  order,
  onChange,
}: {
  campaign: string;
  order: ReportOrder;
  onChange: (order: CampaignDetail) => void;
}) {
  const { t } = useText();
  const { run, busy } = useOneAtATime();
  const [decision, setDecision] = useState<ResolveOrderDto['decision']>();
  const [orderId, setOrderId] = useState('');
  const [problem, setProblem] = useState<Problem>();

  const decide = async (what: ResolveOrderDto['decision']) => {
    try {
      const found = what === 'sent' && orderId.trim() !== '' ? { orderId: orderId.trim() } : {};
      onChange(await ordersApi.resolve(campaign, order.id, { decision: what, ...found }));
      setProblem(undefined);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (decision !== undefined) run(() => decide(decision));
  };

  return (
    <form className="held" onSubmit={submit}>
      {order.fault && <ProblemNote problem={faultProblem(order.fault)} />}
      {problem && <ProblemNote problem={problem} />}
      <fieldset>
        <legend>{t('held.title')}</legend>
        {DECISIONS.map((one) => (
          <label key={one} className="choice" htmlFor={`decision-${one}`} aria-label={t(`held.${one}`)}>
            <input
              type="radio"
              id={`decision-${one}`}
              name="decision"
              checked={decision === one}
              onChange={() => setDecision(one)}
            />
            <span>
              <strong>{t(`held.${one}`)}</strong>
              <span className="muted">{t(`held.${one}.why`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {decision === 'sent' && (
        <label className="field typed">
          <span>{t('held.orderId')}</span>
          <input
            inputMode="numeric"
            autoComplete="off"
            value={orderId}
            onChange={(event) => setOrderId(event.target.value)}
          />
        </label>
      )}
      <button type="submit" className="button" data-tone="accent" disabled={busy || decision === undefined}>
        {t('held.decide')}
      </button>
    </form>
  );
}
