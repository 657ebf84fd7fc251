// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { OutboxService } from '../outbox/outbox.service.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { many, message } from '../test-support/messages.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { IletimerkeziOtelModule } from './index.js';

const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter });

let database: SpecDatabase;
let app: TestApp;
beforeAll(async () => {
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  database = await createSpecDatabase();
  app = await startTestApp({
    imports: [IletimerkeziOtelModule],
    options: {
      storage: { url: urlOf(database) },
      outbox: { run: false },
      limits: { spend: { perDay: 8, perCampaign: 8 } },
    },
  });
});
afterAll(async () => {
  await app.close();
  metrics.disable();
  await database.drop();
});

describe('IletimerkeziOtelModule', () => {
  it('observes the used share of each cap', async () => {
    await app.get(OutboxService).enqueue(message(...many(6)));
    await reader.forceFlush();
    const points = exporter
      .getMetrics()
      .at(-1)
      ?.scopeMetrics.flatMap((scope) => scope.metrics)
      .find(({ descriptor }) => descriptor.name === 'iletimerkezi.spend.ratio')?.dataPoints;
    expect(points).toMatchObject([
      {
        value: 0.75,
        attributes: { 'iletimerkezi.account': 'default', 'iletimerkezi.spend.period': 'day' },
      },
    ]);
    expect(points).toHaveLength(1);
  });
});
