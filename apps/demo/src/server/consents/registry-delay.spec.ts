import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { formatDateTime } from 'iletimerkezi-core';
import type { ConsentCheckView } from 'nest-iletimerkezi';
import type { ConsentPerson } from '../../shared/api/consents.js';
import { startDemo } from '../start-demo.js';
import { get, post } from '../test-support/demo-api.js';

const NUMBER = '+905301112299';

it('shows a record that the provider accepted and the registry does not list yet', async () => {
  const demo = await startDemo({
    empty: true,
    delays: { acceptMs: 5, deliveryMs: [10, 100], registryDelayMs: 3_600_000 },
  });
  try {
    const file = `recipient;type;status;consentDate\n${NUMBER};MESAJ;ONAY;${formatDateTime(new Date())}\n`;
    const options = 'name=l.csv&format=csv&encoding=utf-8&recipientType=BIREYSEL&source=HS_WEB';
    await post(demo, `/api/consents/imports?${options}`, file, { 'content-type': 'text/csv' });
    const registration = async () => {
      const person = await get(demo, `/api/consents/people/${encodeURIComponent(NUMBER)}`);
      return person.ok ? ((await person.json()) as ConsentPerson).records[0]?.registration : undefined;
    };
    while ((await registration()) !== 'sent') await pause(20);
    const key = { recipient: NUMBER, recipientType: 'BIREYSEL', channel: 'MESAJ' };
    const check = async () =>
      ((await (await post(demo, '/api/consents/check', key)).json()) as ConsentCheckView).consent.state;
    expect(await check()).toBe('unknown-recipient');
    demo.emulator?.advance('PT1H');
    expect(await check()).toBe('granted');
  } finally {
    await demo.close();
  }
});
