import { useState } from 'react';
import type { EmulatorState } from '../../../shared/api/emulator.js';
import type { Problem } from '../../../shared/api/problem.js';
import type { Setup } from '../../../shared/api/setup.js';
import { problemOf } from '../../api/call.js';
import { emulatorApi } from '../../api/emulator.js';
import { useText } from '../../i18n/useText.js';
import { newest } from '../../lib/newest.js';
import { useRepeated } from '../../lib/useRepeated.js';
import { Page } from '../../shell/Page.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { ClockControls } from './ClockControls.js';
import { FaultForm } from './FaultForm.js';
import { FaultList } from './FaultList.js';
import { Watched } from './Watched.js';

const LOOK_MS = 1_000;

/** Injects faults into the provider and shows their effect on the outbox. */
export function FaultsPage({ setup }: { setup: Setup }) {
  const { t } = useText();
  return (
    <Page title={t('faults.title')} lead={t('faults.lead')}>
      {setup.provider === 'emulator' ? <Controls /> : <p className="empty">{t('faults.real')}</p>}
    </Page>
  );
}

function Controls() {
  const { t } = useText();
  const { value, problem, refresh } = useRepeated(emulatorApi.state, LOOK_MS);
  const [changed, setChanged] = useState<EmulatorState>();
  const state = changed && value ? newest(value, changed) : (changed ?? value);
  const [failed, setFailed] = useState<Problem>();
  const change = async (what: () => Promise<EmulatorState>): Promise<void> => {
    try {
      const answer = await what();
      setChanged((known) => newest(known, answer));
      setFailed(undefined);
    } catch (error) {
      setFailed(problemOf(error));
    }
  };
  const shown = failed ?? problem;
  return (
    <div className="faults">
      <div className="faults-controls">
        {shown && <ProblemNote problem={shown} onRetry={refresh} />}
        <section aria-labelledby="faults-form">
          <h2 id="faults-form">{t('faults.form')}</h2>
          <FaultForm onAdd={(fault) => change(() => emulatorApi.addFault(fault))} />
          <FaultList
            faults={state?.faults}
            onRemove={(id) => void change(() => emulatorApi.removeFault(id))}
            onClear={() => void change(emulatorApi.clearFaults)}
          />
        </section>
        <section aria-labelledby="clock-title">
          <h2 id="clock-title">{t('clock.title')}</h2>
          <ClockControls
            clock={state?.clock}
            onChange={(what) => void change(() => emulatorApi.changeClock(what))}
          />
        </section>
      </div>
      <Watched />
    </div>
  );
}
