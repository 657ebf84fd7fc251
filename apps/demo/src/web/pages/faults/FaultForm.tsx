import { useState, type FormEvent } from 'react';
import {
  FAULT_ENDPOINTS,
  FAULT_KINDS,
  type FaultEndpoint,
  type FaultKind,
  type NewFault,
} from '../../../shared/api/emulator.js';
import { useText } from '../../i18n/useText.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';

const TIMES = [1, 3, 10, 100];

/** The form to inject a fault. */
export function FaultForm({ onAdd }: { onAdd: (fault: NewFault) => Promise<void> }) {
  const { t, number } = useText();
  const [fault, setFault] = useState<FaultKind>('accept-then-cut');
  const [endpoint, setEndpoint] = useState<FaultEndpoint>('send-sms');
  const [times, setTimes] = useState(1);
  const { run, busy } = useOneAtATime();
  const add = (event: FormEvent) => {
    event.preventDefault();
    run(() => onAdd({ endpoint, fault, times }));
  };
  return (
    <form className="fault-form" onSubmit={add}>
      <label className="field">
        <span>{t('faults.kind')}</span>
        <select value={fault} onChange={(event) => setFault(pick(FAULT_KINDS, event.target.value, fault))}>
          {FAULT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`fault.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('faults.where')}</span>
        <select
          value={endpoint}
          onChange={(event) => setEndpoint(pick(FAULT_ENDPOINTS, event.target.value, endpoint))}
        >
          {FAULT_ENDPOINTS.map((name) => (
            <option key={name} value={name}>
              {t(`faults.endpoint.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('faults.times')}</span>
        <select value={times} onChange={(event) => setTimes(Number(event.target.value))}>
          {TIMES.map((count) => (
            <option key={count} value={count}>
              {number(count)}
            </option>
          ))}
        </select>
      </label>
      <p className="muted fault-why">{t(`fault.${fault}.why`)}</p>
      <button type="submit" className="button" data-tone="accent" aria-disabled={busy}>
        {t('faults.add')}
      </button>
    </form>
  );
}

function pick<Name extends string>(names: readonly Name[], value: string, before: Name): Name {
  return names.find((name) => name === value) ?? before;
}
