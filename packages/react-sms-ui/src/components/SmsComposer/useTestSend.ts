'use client';
import { parsePhone } from 'iletimerkezi-core/phone';
import { useEffect, useRef, useState } from 'react';
import { useSmsUi } from '../../provider/context.js';
import type { DraftFault } from './draft.js';
import type { ComposedMessage, SmsComposerProps, SubmitResult, TestMessage } from './SmsComposer.types.js';
import { outcomeOf } from './submitResult.js';
import type { UseSmsComposer } from './useSmsComposer.js';

/** The progress of a test. `values`: the recipient that is shown lacks a value. */
export type TestState =
  | { state: 'idle' }
  | { state: 'number' | 'values' }
  | { state: 'incomplete'; fault: DraftFault }
  | { state: 'sending' }
  | { state: 'done'; to: string; result: SubmitResult };

export interface TestSend {
  test: TestState;
  /** Sends the text that is shown to a number. Does nothing while a test is sent. */
  send: (number: string) => void;
}

/** Faults that a test does not have: it goes to one number, at once, with the values that are shown. */
const OF_CAMPAIGN: ReadonlySet<DraftFault> = new Set(['recipients', 'values', 'sendAt', 'past']);

/** Sends the text that is shown to the author. An attempt with the same content keeps its key while its outcome is unknown. */
export function useTestSend(
  composer: UseSmsComposer,
  onSendTest: NonNullable<SmsComposerProps['onSendTest']>,
): TestSend {
  const { profile } = useSmsUi();
  const [test, setTest] = useState<TestState>({ state: 'idle' });
  const isMounted = useRef(true);
  /** Set without a render, because a second press may arrive before the first one is rendered. */
  const isOut = useRef(false);
  const unsettled = useRef<{ content: string; key: string }>(undefined);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);

  const send = (number: string): void => {
    if (isOut.current) return;
    const to = parsePhone(number, { abroad: profile.abroad });
    if (!to.ok) return setTest({ state: 'number' });
    const checked = composer.checkTest(to.value);
    if (!checked.ok) {
      const fault = checked.faults.find((each) => !OF_CAMPAIGN.has(each));
      return setTest(fault === undefined ? { state: 'values' } : { state: 'incomplete', fault });
    }
    const content = JSON.stringify(checked.message);
    const key = unsettled.current?.content === content ? unsettled.current.key : crypto.randomUUID();
    unsettled.current = { content, key };
    isOut.current = true;
    setTest({ state: 'sending' });
    void outcomeOf<TestMessage>(onSendTest, testOf(checked.message, key)).then((result) => {
      isOut.current = false;
      // A test that was accepted or refused is over: the next press is another one.
      if (result.state !== 'unknown') unsettled.current = undefined;
      if (isMounted.current) setTest({ state: 'done', to: to.value, result });
    });
  };
  return { test, send };
}

const testOf = (message: ComposedMessage, dedupeKey: string): TestMessage => ({
  ...message,
  test: true,
  dedupeKey,
});
