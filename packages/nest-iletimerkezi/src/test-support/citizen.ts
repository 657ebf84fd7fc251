import { formatDateTime } from 'iletimerkezi-core';

/** What a citizen, or another system, has the registry write down. */
export interface CitizensWord {
  readonly brandCode: string;
  readonly recipient: string;
  readonly status: 'ONAY' | 'RET';
  readonly recipientType?: 'BIREYSEL' | 'TACIR';
  readonly consentDate?: Date;
}

/** Writes to the emulator's registry from outside the provider. */
export async function citizen(url: string, { consentDate, ...word }: CitizensWord): Promise<void> {
  const answer = await fetch(`${url}/_emulator/registry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...word,
      type: 'MESAJ',
      ...(consentDate && { consentDate: formatDateTime(consentDate) }),
    }),
  });
  if (!answer.ok) throw new Error(`The registry refused it: ${await answer.text()}`);
}
