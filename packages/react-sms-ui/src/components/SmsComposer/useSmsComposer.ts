'use client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useControlled } from '../../parts/useControlled.js';
import { useSmsUi } from '../../provider/context.js';
import { sendable } from '../../recipients/recipientsValue.js';
import { countMessage, type MessageCount } from '../SegmentCounter/messageCount.js';
import { checkDraft, emptyDraft, type DraftFault } from './draft.js';
import type { ComposedMessage, SmsComposerProps, SmsDraft, SubmitResult } from './SmsComposer.types.js';
import { unfilledPlaceholders } from './unfilledPlaceholders.js';
import { mayHaveLeft, readRejection, readSubmitResult } from './submitResult.js';

/** Where a message is on its way. */
export type Submission =
  | { state: 'writing' }
  | { state: 'reviewing'; message: ComposedMessage }
  | { state: 'sending'; message: ComposedMessage; isSlow: boolean }
  | { state: 'done'; message: ComposedMessage; result: SubmitResult };

export interface Composer {
  draft: SmsDraft;
  set: <Field extends keyof SmsDraft>(field: Field, value: SmsDraft[Field]) => void;
  count: MessageCount;
  recipients: readonly string[];
  /** Placeholders of the text that nothing fills, as they stand in it, each once. */
  unfilled: readonly string[];
  /** Shown once the person asked to send, and gone as soon as they are fixed. */
  faults: readonly DraftFault[];
  submission: Submission;
  review: () => void;
  backToWriting: () => void;
  send: () => void;
  /** The person says that the message of an unknown outcome was not sent: it may be sent again. */
  declareNotSent: () => void;
  startOver: () => void;
}

const SLOW_MS = 8_000;

type Options = Pick<
  SmsComposerProps,
  'senders' | 'value' | 'defaultValue' | 'onChange' | 'onSubmit' | 'variables' | 'blocked'
> & { onFault: (fault: DraftFault) => void };

/** What an SmsComposer does, without its looks. */
export function useSmsComposer(options: Options): Composer {
  const { senders, variables, blocked, onChange, onSubmit, onFault } = options;
  const { profile, now } = useSmsUi();
  const [draft, setDraft] = useControlled(options.value, () => ({
    ...emptyDraft(senders),
    ...options.defaultValue,
  }));
  const [submission, setSubmission] = useState<Submission>({ state: 'writing' });
  const [wasAsked, setWasAsked] = useState(false);
  const isMounted = useRef(true);
  /** The message is on its way, or may have gone. Set at once: a second press may come before the first one is rendered. */
  const isOut = useRef(false);
  const { characterMode, turkishLetterCost } = profile;

  const count = useMemo(
    () => countMessage(draft.text, variables, { characterMode, turkishLetterCost }),
    [draft.text, variables, characterMode, turkishLetterCost],
  );
  const recipients = useMemo(() => sendable(draft.recipients.list, blocked), [draft.recipients, blocked]);
  const unfilled = useMemo(() => unfilledPlaceholders(draft.text, variables), [draft.text, variables]);
  const [checkedAt, setCheckedAt] = useState(0);
  const facts = { recipients, count, unfilled };
  const check = checkDraft(draft, facts, checkedAt);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  useEffect(() => {
    if (submission.state !== 'sending' || submission.isSlow) return undefined;
    const timer = setTimeout(() => setSubmission({ ...submission, isSlow: true }), SLOW_MS);
    return () => clearTimeout(timer);
  }, [submission]);

  const change = (next: SmsDraft, reason: keyof SmsDraft | 'reset'): void => {
    setDraft(next);
    onChange?.({ value: next, reason });
  };
  // One function for good, so that a letter in the text renders no other field anew. Effects run before the
  // next event, which is when it is called.
  const latest = useRef({ draft, change });
  useEffect(() => {
    latest.current = { draft, change };
  });
  const set: Composer['set'] = useCallback((field, value) => {
    // A refusal or an unknown outcome stays in view until the person starts the next attempt.
    const { draft: before, change: changeTo } = latest.current;
    changeTo({ ...before, [field]: value }, field);
  }, []);

  return {
    draft,
    set,
    count,
    recipients,
    unfilled,
    faults: wasAsked && !check.ok ? check.faults : [],
    submission,
    review: () => {
      if (isOut.current) return;
      const time = now ?? Date.now();
      const asked = checkDraft(draft, facts, time);
      setWasAsked(true);
      setCheckedAt(time);
      if (asked.ok) setSubmission({ state: 'reviewing', message: asked.message });
      else if (asked.faults[0] !== undefined) onFault(asked.faults[0]);
    },
    backToWriting: () => {
      if (submission.state === 'reviewing') setSubmission({ state: 'writing' });
    },
    send: () => {
      if (isOut.current || submission.state !== 'reviewing') return;
      isOut.current = true;
      const { message } = submission;
      setSubmission({ state: 'sending', message, isSlow: false });
      void outcomeOf(onSubmit, message).then((result) => {
        isOut.current = mayHaveLeft(result);
        if (isMounted.current) setSubmission({ state: 'done', message, result });
      });
    },
    declareNotSent: () => {
      isOut.current = false;
      setSubmission({ state: 'writing' });
    },
    startOver: () => {
      isOut.current = false;
      setWasAsked(false);
      setSubmission({ state: 'writing' });
      change({ ...emptyDraft(senders), sender: draft.sender }, 'reset');
    },
  };
}

async function outcomeOf(
  onSubmit: SmsComposerProps['onSubmit'],
  message: ComposedMessage,
): Promise<SubmitResult> {
  try {
    return readSubmitResult(await onSubmit(message));
  } catch (error) {
    return readRejection(error);
  }
}
