import { useState, type FormEvent } from 'react';
import { StateMark } from 'react-sms-ui';
import type { ChainAnswer } from '../../../shared/api/consents.js';
import type { Problem } from '../../../shared/api/problem.js';
import { consentsApi } from '../../api/consents.js';
import { problemOf } from '../../api/call.js';
import type { MessageKey } from '../../i18n/messages.tr.js';
import { useText } from '../../i18n/useText.js';
import { paths } from '../../lib/router.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { ConsentsFrame } from './ConsentsFrame.js';

type Check =
  | { phase: 'idle' }
  | { phase: 'running' }
  | { phase: 'done'; answer: ChainAnswer }
  | { phase: 'failed'; problem: Problem };

/** The page to check the hash chain and to export records for an auditor. */
export function ProofPage() {
  const { t } = useText();
  const [check, setCheck] = useState<Check>({ phase: 'idle' });
  const [expected, setExpected] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (check.phase === 'running') return;
    setCheck({ phase: 'running' });
    try {
      setCheck({ phase: 'done', answer: await consentsApi.verifyChain(expected) });
    } catch (error) {
      setCheck({ phase: 'failed', problem: problemOf(error) });
    }
  };

  return (
    <ConsentsFrame place={paths.proof}>
      <section className="person-section" aria-labelledby="chain-title">
        <h2 id="chain-title">{t('chain.title')}</h2>
        <p className="prose">{t('chain.about')}</p>
        <form className="chain-form" onSubmit={(event) => void submit(event)}>
          <label className="field">
            <span>{t('chain.expected')}</span>
            <input
              className="tabular"
              autoComplete="off"
              spellCheck={false}
              value={expected}
              placeholder={t('chain.expected.hint')}
              onChange={(event) => setExpected(event.target.value)}
            />
          </label>
          <button
            type="submit"
            className="button"
            data-tone="accent"
            aria-disabled={check.phase === 'running'}
          >
            {t('chain.check')}
          </button>
        </form>
        <output className="chain-result">
          {check.phase === 'running' && t('chain.running')}
          {check.phase === 'done' && <ChainResult answer={check.answer} />}
        </output>
        {check.phase === 'failed' && <ProblemNote problem={check.problem} />}
      </section>
      <section className="person-section" aria-labelledby="export-title">
        <h2 id="export-title">{t('export.title')}</h2>
        <p className="prose">{t('export.about')}</p>
        <p>
          <a className="button" href={consentsApi.exportFile} download>
            {t('export.download')}
          </a>
        </p>
      </section>
    </ConsentsFrame>
  );
}

const FAULTS: Readonly<Record<string, MessageKey>> = {
  missing: 'chain.fault.missing',
  changed: 'chain.fault.changed',
  'personal-changed': 'chain.fault.personal-changed',
  'text-changed': 'chain.fault.text-changed',
  'cut-off': 'chain.fault.cut-off',
};

function ChainResult({ answer }: { answer: ChainAnswer }) {
  const { t } = useText();
  if (!answer.valid) {
    return (
      <>
        <StateMark icon="undelivered" tone="undelivered" className="state">
          {t('chain.broken', { position: answer.position })}
        </StateMark>
        <span>{t(FAULTS[answer.fault] ?? 'chain.fault.changed')}</span>
      </>
    );
  }
  return (
    <>
      <StateMark icon="delivered" tone="delivered" className="state">
        {t('chain.valid', { records: answer.records })}
      </StateMark>
      {answer.erased > 0 && <span>{t('chain.erased', { erased: answer.erased })}</span>}
      <span className="muted tabular">{t('chain.took', { ms: answer.tookMs })}</span>
      <span className="chain-head">
        <span>{t('chain.head')}</span> <code>{answer.head}</code>
      </span>
    </>
  );
}
