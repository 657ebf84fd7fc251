import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { CampaignReport } from 'iletimerkezi-core';
import { startDemo } from '../start-demo.js';
import { FAST, untilListed, untilState } from '../test-support/demo-api.js';

describe('the sample data', () => {
  it('fills every page, and is created once for several starts on the same data', async () => {
    const data = await mkdtemp(join(tmpdir(), 'demo-sample-'));
    const run = async () => {
      const demo = await startDemo({ sampleData: true, data, delays: FAST });
      try {
        const [last] = await untilListed(demo, 5);
        // The last order repeats the first. The provider refuses it.
        await untilState(demo, last!.id, 'failed');
        const { campaigns: orders } = (await (await fetch(`${demo.url}/api/orders`)).json()) as {
          campaigns: CampaignReport[];
        };
        const consents = (await (await fetch(`${demo.url}/api/consents/summary`)).json()) as object;
        return { ids: orders.map(({ id }) => id), orders, consents };
      } finally {
        await demo.close();
      }
    };
    try {
      const first = await run();
      expect(first.orders.map(({ sender }) => sender)).toEqual(
        expect.arrayContaining(['MAVIKITAP', 'MAVIKARGO']),
      );
      expect(first.orders.some(({ withheld }) => withheld > 0)).toBe(true);
      expect(first.consents).toMatchObject({ granted: 1987, refused: 13 });
      const second = await run();
      expect(second.ids).toEqual(first.ids);
      expect(second.consents).toMatchObject({ granted: 1987, refused: 13 });
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  });
});
