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
  /** `isSlow` after 8 s without an answer of `onSendTest`. */
  | { state: 'sending'; to: string; isSlow: boolean }
  | { state: 'done'; to: string; result: SubmitResult };

export interface TestSend {
  test: TestState;
  /** Sends the text that is shown to a number. Does nothing while a test is sent. */
  send: (number: string) => void;
  /** Ends the wait for an answer: the outcome is unknown. An answer that comes later is shown, if no other test was sent. */
  stopWaiting: () => void;
}

/** A test whose outcome is not known yet. */
interface Unsettled {
  content: string;
  key: string;
  /** Calls of `onSendTest` with this content. */
  calls: number;
}

const SLOW_MS = 8_000;

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
  const unsettled = useRef<Unsettled>(undefined);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  useEffect(() => {
    if (test.state !== 'sending' || test.isSlow) return undefined;
    const timer = setTimeout(() => setTest({ ...test, isSlow: true }), SLOW_MS);
    return () => clearTimeout(timer);
  }, [test]);

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
    const attempt =
      unsettled.current?.content === content
        ? unsettled.current
        : { content, key: crypto.randomUUID(), calls: 0 };
    attempt.calls += 1;
    const call = attempt.calls;
    unsettled.current = attempt;
    isOut.current = true;
    setTest({ state: 'sending', to: to.value, isSlow: false });
    void outcomeOf<TestMessage>(onSendTest, testOf(checked.message, attempt.key)).then((result) => {
      // Settled by another answer, or left for another test.
      if (unsettled.current !== attempt) return;
      // An earlier call with the same key can only state that the test was sent.
      if (call !== attempt.calls && result.state !== 'accepted') return;
      isOut.current = false;
      // A test that was accepted or refused is over: the next press is another one.
      if (result.state !== 'unknown') unsettled.current = undefined;
      if (isMounted.current) setTest({ state: 'done', to: to.value, result });
    });
  };
  const stopWaiting = (): void => {
    if (test.state !== 'sending') return;
    isOut.current = false;
    setTest({ state: 'done', to: test.to, result: { state: 'unknown' } });
  };
  return { test, send, stopWaiting };
}

const testOf = (message: ComposedMessage, dedupeKey: string): TestMessage => ({
  ...message,
  test: true,
  dedupeKey,
});
