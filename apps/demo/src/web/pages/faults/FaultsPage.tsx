import { useState } from 'react';
import { useToast } from 'react-sms-ui';
import {
  FAULT_ENDPOINTS,
  FAULT_KINDS,
  type EmulatorState,
  type FaultView,
  type NewFault,
} from '../../../shared/api/emulator.js';
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
  const accept = (answer: EmulatorState): void => setChanged((known) => newest(known, answer));
  const change = async (what: () => Promise<EmulatorState>): Promise<boolean> => {
    try {
      accept(await what());
      setFailed(undefined);
      return true;
    } catch (error) {
      setFailed(problemOf(error));
      return false;
    }
  };
  const show = useToast();
  const remove = async (faults: readonly FaultView[], what: () => Promise<EmulatorState>): Promise<void> => {
    if (!(await change(what))) return;
    const removed = faults.map(asNew).filter((fault) => fault !== undefined);
    const canUndo = removed.length === faults.length;
    show({
      message: t('faults.removed', { count: faults.length }),
      // A fault that this page did not add may be of a kind that it cannot add.
      ...(canUndo && {
        onUndo: async () => {
          // Keeps those that failed, so that another try adds each of them once.
          for (let fault = removed[0]; fault !== undefined; fault = removed[0]) {
            accept(await emulatorApi.addFault(fault));
            removed.shift();
          }
        },
      }),
    });
  };
  const shown = failed ?? problem;
  return (
    <div className="faults">
      <div className="faults-controls">
        {shown && <ProblemNote problem={shown} onRetry={refresh} />}
        <section aria-labelledby="faults-form">
          <h2 id="faults-form">{t('faults.form')}</h2>
          <FaultForm onAdd={async (fault) => void (await change(() => emulatorApi.addFault(fault)))} />
          <FaultList
            faults={state?.faults}
            onRemove={(fault) => void remove([fault], () => emulatorApi.removeFault(fault.id))}
            onClear={() => void remove(state?.faults ?? [], emulatorApi.clearFaults)}
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

/** The request that adds a removed fault again for the requests that it had left; undefined for a kind unknown to this page. */
function asNew({ endpoint, fault, remaining = 1 }: FaultView): NewFault | undefined {
  const kind = FAULT_KINDS.find((known) => known === fault);
  const place = FAULT_ENDPOINTS.find((known) => known === endpoint);
  return kind && place && { endpoint: place, fault: kind, times: remaining };
}
