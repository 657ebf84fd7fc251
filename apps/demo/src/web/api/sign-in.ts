import type { PhoneVerificationActions } from 'react-sms-ui';
import type { SignedIn } from '../../shared/api/sign-in.js';
import { call, request } from './call.js';

/** Answers of the contract have a status, whatever their HTTP status is. The component handles all others. */
async function verification<Answer>(path: string, body: object): Promise<Answer> {
  const response = await request('POST', `/api/phone-verification/${path}`, body, {});
  return (await response.json()) as Answer;
}

export const signInApi: Required<Omit<PhoneVerificationActions, 'onVerified'>> & {
  signIn: (id: string) => Promise<SignedIn>;
} = {
  onStart: (body) => verification('start', body),
  onCheck: (body) => verification('check', body),
  onResend: (body) => verification('resend', body),
  onCancel: (body) => verification('cancel', body),
  onStatus: (body) => verification('status', body),
  signIn: (id) => call<SignedIn>('/api/sign-in', { method: 'POST', headers: { 'x-phone-verification': id } }),
};
