import { formatDateTime } from 'iletimerkezi-core';

/** A consent that a citizen or another system declares at the registry. */
export interface CitizenDeclaration {
  readonly brandCode: string;
  readonly recipient: string;
  readonly status: 'ONAY' | 'RET';
  readonly recipientType?: 'BIREYSEL' | 'TACIR';
  readonly consentDate?: Date;
}

/** Writes a consent to the emulator's registry that does not come through the provider. */
export async function citizen(
  url: string,
  { consentDate, ...declaration }: CitizenDeclaration,
): Promise<void> {
  const response = await fetch(`${url}/_emulator/registry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...declaration,
      type: 'MESAJ',
      ...(consentDate && { consentDate: formatDateTime(consentDate) }),
    }),
  });
  if (!response.ok) throw new Error(`The registry rejected it: ${await response.text()}`);
}
