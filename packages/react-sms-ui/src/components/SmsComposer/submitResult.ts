import type { ComposedMessage, SubmitResult } from './SmsComposer.types.js';

const UNKNOWN: SubmitResult = { state: 'unknown' };

/**
 * Reads the result of the host's `onSubmit`. Accepts only a complete `SubmitResult`. An error body, HTML, a `Response`,
 * `undefined` or an order of the host's server is `unknown`, because the message may have been sent.
 */
export function readSubmitResult(answer: unknown): SubmitResult {
  const state = fieldOf(answer, 'state');
  const message = fieldOf(answer, 'message') ?? undefined;
  if (message !== undefined && typeof message !== 'string') return UNKNOWN;
  const detail = message === undefined ? {} : { message };
  switch (state) {
    case 'accepted': {
      const orderIds = fieldOf(answer, 'orderIds');
      if (!isTexts(orderIds)) return UNKNOWN;
      const campaignId = fieldOf(answer, 'campaignId');
      return typeof campaignId === 'string' ? { state, orderIds, campaignId } : { state, orderIds };
    }
    case 'refused': {
      const code = fieldOf(answer, 'code') ?? undefined;
      if (code !== undefined && !Number.isSafeInteger(code)) return UNKNOWN;
      return typeof code === 'number' ? { state, code, ...detail } : { state, ...detail };
    }
    case 'unreachable':
    case 'unknown':
      return { state, ...detail };
    default:
      return UNKNOWN;
  }
}

/**
 * Reads a rejection of `onSubmit`. The outcome of a failed call is `unknown`, unless the error states it: the `outcome`
 * of an `IletimerkeziError`, or a thrown `SubmitResult`.
 */
export function readRejection(error: unknown): SubmitResult {
  const thrown = readSubmitResult(error);
  if (thrown.state === 'refused' || thrown.state === 'unreachable') return thrown;
  if (fieldOf(error, 'outcome') !== 'not-applied') return UNKNOWN;
  const code = fieldOf(error, 'providerCode');
  return typeof code === 'number' ? { state: 'refused', code } : { state: 'refused' };
}

/** Calls the host and reads its answer. */
export async function outcomeOf<Message extends ComposedMessage>(
  submit: (message: Message) => Promise<SubmitResult>,
  message: Message,
): Promise<SubmitResult> {
  try {
    return readSubmitResult(await submit(message));
  } catch (error) {
    return readRejection(error);
  }
}

/** Whether the message was sent or may have been sent, so that it must not be sent again. */
export function mayHaveLeft(result: SubmitResult): boolean {
  return result.state === 'accepted' || result.state === 'unknown';
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
