import { useState, type FormEvent } from 'react';
import { FAULTS, type FaultKind } from '../../../src/faults/faults.js';
import { ENDPOINTS, type EndpointName } from '../../../src/endpoints.js';
import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { useAction } from '../../lib/useAction.js';
import { Choice, TimesField } from '../../parts/fields.js';
import { Problem } from '../../parts/Notes.js';

const NAMES: readonly (EndpointName | '*')[] = [
  '*',
  ...Object.keys(ENDPOINTS).filter((name): name is EndpointName => Object.hasOwn(ENDPOINTS, name)),
];

/** Arms a fault: where, what, and how often. */
export function FaultForm() {
  const { t } = useText();
  const [endpoint, setEndpoint] = useState<EndpointName | '*'>('send-sms');
  const [fault, setFault] = useState<FaultKind>('accept-then-cut');
  const [times, setTimes] = useState(1);
  const action = useAction();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run(async () => {
      await change('POST', '/faults', { endpoint, fault, times });
      tellChanged('settings');
    });
  };

  return (
    <form onSubmit={submit} className="stack">
      <Choice
        label={t('faultsView.endpoint')}
        value={endpoint}
        options={NAMES.map((value) => ({
          value,
          text: value === '*' ? t('faultsView.endpoint.all') : value,
        }))}
        onChange={setEndpoint}
      />
      <Choice
        label={t('faultsView.kind')}
        value={fault}
        options={FAULTS.map((value) => ({ value, text: t(`fault.${value}`) }))}
        onChange={setFault}
      />
      <p className="hint" aria-live="polite">
        {t(`faultsView.outcome.${outcomeOf(fault)}`)}
      </p>
      <TimesField value={times} onChange={setTimes} />
      <button type="submit" className="button" data-kind="primary" disabled={action.running}>
        {t('faultsView.submit')}
      </button>
      {action.error && <Problem error={action.error} />}
    </form>
  );
}

/** Explains the effect of the fault on a request. */
function outcomeOf(fault: FaultKind): 'before' | 'after' | 'late' {
  switch (fault) {
    case 'cut-before-accept':
    case 'hang-before-accept':
    case 'unavailable':
    case 'throttle':
      return 'before';
    case 'slow':
      return 'late';
    case 'accept-then-cut':
    case 'accept-then-hang':
    case 'accept-then-5xx':
    case 'malformed-json':
    case 'truncated-body':
      return 'after';
  }
}
