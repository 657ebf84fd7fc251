'use client';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ComposedMessage, MessagePreview, SmsComposerProps, SubmitResult } from './SmsComposer.types.js';
import { mayHaveLeft, outcomeOf } from './submitResult.js';
import { usePreview, type PreviewState } from './usePreview.js';

/** The step of sending a message. */
export type Submission =
  | { state: 'writing' }
  | { state: 'reviewing'; message: ComposedMessage }
  /** `isSlow` after 8 s without an answer of `onSubmit`. */
  | { state: 'sending'; message: ComposedMessage; isSlow: boolean }
  | { state: 'done'; message: ComposedMessage; result: SubmitResult };

/** The review of a message, and its submission. */
interface Review {
  submission: Submission;
  preview: PreviewState | undefined;
  canSend: boolean;
  isSending: boolean;
  isSent: boolean;
  /** Whether a message is being sent or may have been sent. Current before the next render, for a second press. */
  isOut: RefObject<boolean>;
  /** Opens the review of a message. */
  open: (message: ComposedMessage) => void;
  backToWriting: () => void;
  send: () => void;
  /** Ends the review or a submission, whatever its outcome. */
  end: () => void;
}

const SLOW_MS = 8_000;

/** Holds the steps of a composer from the reviewed message to the host's answer. */
export function useReview({ onSubmit, onPreview }: Pick<SmsComposerProps, 'onSubmit' | 'onPreview'>): Review {
  const [submission, setSubmission] = useState<Submission>({ state: 'writing' });
  const isMounted = useRef(true);
  const isOut = useRef(false);
  const preview = usePreview(submission.state === 'reviewing' ? submission.message : undefined, onPreview);
  const known = preview?.state === 'known' ? preview.value : undefined;
  const canSend = submission.state === 'reviewing' && (preview === undefined || reached(known) > 0);

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

  return {
    submission,
    preview,
    canSend,
    isSending: submission.state === 'sending',
    isSent: submission.state === 'done' && mayHaveLeft(submission.result),
    isOut,
    open: (message) => setSubmission({ state: 'reviewing', message }),
    backToWriting: () => {
      if (submission.state === 'reviewing') setSubmission({ state: 'writing' });
    },
    send: () => {
      if (isOut.current || submission.state !== 'reviewing' || !canSend) return;
      isOut.current = true;
      const { message } = submission;
      setSubmission({ state: 'sending', message, isSlow: false });
      void outcomeOf((sent) => onSubmit(sent, known), message).then((result) => {
        isOut.current = mayHaveLeft(result);
        if (isMounted.current) setSubmission({ state: 'done', message, result });
      });
    },
    end: () => {
      isOut.current = false;
      setSubmission({ state: 'writing' });
    },
  };
}

/** The recipients that a preview promises the message to, at most. */
const reached = (preview: MessagePreview | undefined): number =>
  preview === undefined ? 0 : preview.recipients + (preview.unchecked ?? 0);
