/** The option of WebOTP, which the types of the DOM do not have. Source: WICG, WebOTP API. */
interface OneTimeCodeRequest extends CredentialRequestOptions {
  otp: { transport: readonly 'sms'[] };
}

/**
 * Waits for a message with a code for this page's domain, and returns the code. Returns undefined where the browser has no
 * WebOTP, when the person declines, and when the signal aborts.
 */
export async function receiveCode(signal: AbortSignal): Promise<string | undefined> {
  if (!('OTPCredential' in globalThis) || !('credentials' in navigator)) return undefined;
  const request: OneTimeCodeRequest = { otp: { transport: ['sms'] }, signal };
  try {
    const credential = await navigator.credentials.get(request);
    if (signal.aborted || credential === null || !('code' in credential)) return undefined;
    return typeof credential.code === 'string' ? credential.code : undefined;
  } catch {
    return undefined;
  }
}
