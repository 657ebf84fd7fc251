'use client';
import { useEffect, useState } from 'react';
import { refuseFailedResponse } from '../../parts/useTask.js';
import type { ComposedMessage, MessagePreview, SmsComposerProps } from './SmsComposer.types.js';

/** The preview of a message by the host's server. */
export type PreviewState =
  | { state: 'loading' }
  | { state: 'failed'; retry: () => void }
  | { state: 'known'; value: MessagePreview };

/** Asks the host for the preview of a reviewed message. Undefined without `onPreview` and outside of the review. */
export function usePreview(
  message: ComposedMessage | undefined,
  onPreview: SmsComposerProps['onPreview'],
): PreviewState | undefined {
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{
    message: ComposedMessage;
    round: number;
    value: MessagePreview | undefined;
  }>();
  const isOn = message !== undefined && onPreview !== undefined;
  useEffect(() => {
    if (message === undefined || onPreview === undefined) return undefined;
    let isCurrent = true;
    const settle = (value: MessagePreview | undefined): void => {
      if (isCurrent) setAnswer({ message, round, value });
    };
    void (async () => {
      try {
        settle(readPreview(await onPreview(message)));
      } catch {
        settle(undefined);
      }
    })();
    return () => {
      isCurrent = false;
    };
    // A host may pass a new function at every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [message, isOn, round]);
  if (!isOn) return undefined;
  if (answer?.message !== message || answer.round !== round) return { state: 'loading' };
  if (answer.value === undefined) return { state: 'failed', retry: () => setRound(round + 1) };
  return { state: 'known', value: answer.value };
}

/** @throws Error for an answer that is no preview, such as an error body. */
function readPreview(answer: MessagePreview): MessagePreview {
  refuseFailedResponse(answer);
  if (!Number.isSafeInteger(answer.recipients) || typeof answer.credits.max !== 'number') {
    throw new Error('The answer of onPreview has no number of recipients or no cost.');
  }
  return answer;
}
