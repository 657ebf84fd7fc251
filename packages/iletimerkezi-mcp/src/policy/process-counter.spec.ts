import { expect, it } from '@jest/globals';
import { ProcessCounter } from './process-counter.js';

const MINUTE_MS = 60_000;
const CAPS = { hour: { recipients: 2, credits: 100 }, day: { recipients: 3, credits: 100 } };
const send = (key: string) => ({ key, recipients: 1, credits: 1, caps: CAPS });

it('counts sends of the last hour and of the last 24 hours, and forgets released ones', async () => {
  let now = 0;
  const counter = new ProcessCounter(() => now);
  const results = await Promise.all(['a', 'b', 'c'].map((key) => counter.reserve(send(key))));
  expect(results.map(({ reserved }) => reserved)).toEqual([true, true, false]);
  await counter.release('a');
  expect(await counter.reserve(send('d'))).toMatchObject({ reserved: true });
  now = 61 * MINUTE_MS;
  expect(await counter.reserve(send('e'))).toMatchObject({
    reserved: true,
    used: { hour: { recipients: 0 }, day: { recipients: 2 } },
  });
  expect(await counter.reserve(send('f'))).toMatchObject({ reserved: false });
  now = 25 * 60 * MINUTE_MS;
  expect(await counter.used()).toMatchObject({ hour: { recipients: 0 }, day: { recipients: 1 } });
});
