import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDemo, type Demo } from '../start-demo.js';
import { FAST, post, problemOf } from '../test-support/demo-api.js';

describe('the emulator’s controls', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({ delays: FAST });
  });

  afterAll(async () => {
    await demo?.close();
  });

  it('controls the emulator’s faults and clock, but not a real provider', async () => {
    const added = await post(demo, '/api/emulator/faults', {
      endpoint: 'get-report',
      fault: 'slow',
      times: 2,
    });
    const { faults } = (await added.json()) as { faults: { id: string; remaining: number }[] };
    expect(faults).toEqual([expect.objectContaining({ fault: 'slow', remaining: 2 })]);
    const cleared = await fetch(`${demo.url}/api/emulator/faults/${faults[0]?.id}`, { method: 'DELETE' });
    expect(await cleared.json()).toMatchObject({ faults: [] });
    const before = demo.emulator?.now().getTime() ?? 0;
    expect(await (await post(demo, '/api/emulator/clock', { advance: 'PT1H' })).json()).toMatchObject({
      clock: { frozen: false },
    });
    expect((demo.emulator?.now().getTime() ?? 0) - before).toBeGreaterThanOrEqual(3_600_000);
    expect(
      await problemOf(post(demo, '/api/emulator/faults', { endpoint: 'x', fault: 'y', times: 0 })),
    ).toMatchObject({
      status: 400,
    });
  });
});
