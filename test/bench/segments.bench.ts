/** Counting parts: texts with offenders, and GSM text against the counters people use. */
import { createRequire } from 'node:module';
import { countSegments, findOffenders } from 'iletimerkezi-core/segments';
import { defineBench, rates, row } from './harness.ts';

// All four are CommonJS without types of their own.
const require = createRequire(import.meta.url);
const { SegmentedMessage } = require('sms-segments-calculator') as {
  SegmentedMessage: new (text: string) => { segmentsCount: number };
};
const { split } = require('split-sms') as { split: (text: string) => { parts: unknown[] } };
const smsLength = require('sms-length') as { count: (text: string) => { messages: number } };
const { default: smsCounter } = require('sms-counter') as {
  default: { count: (text: string) => { messages: number } };
};

const GSM =
  'Sayin uyemiz, 4512 numarali siparisiniz kargoya verildi. Takip: https://iim.to/x7Kq2 Iyi gunler dileriz. ';
const OFFENDING =
  'Sayın üyemiz, 4512 numaralı siparişiniz kargoya verildi 🎉 Takip: https://iim.to/x7Kq2 İyi günler dileriz… ';

const text = (sample: string, length: number): string =>
  sample.repeat(Math.ceil(length / sample.length)).slice(0, length);
const unicode = { characterMode: 'unicode' } as const;

/** Fails before it measures where a peer is not called as it means to be called. */
function checkPeers(gsm: string): void {
  const counts = [
    new SegmentedMessage(gsm).segmentsCount,
    split(gsm).parts.length,
    smsLength.count(gsm).messages,
    smsCounter.count(gsm).messages,
  ];
  const expected = gsm.length <= 160 ? 1 : Math.ceil(gsm.length / 153);
  if (counts.some((parts) => parts !== expected)) {
    throw new Error(`the peers count ${counts.join(', ')} parts instead of ${expected}`);
  }
}

export default defineBench('segments', async () => {
  const rows = [];
  for (const length of [160, 1071]) {
    const offending = text(OFFENDING, length);
    const withOffenders = rates({
      counted: () => countSegments(offending, unicode),
      advised: () => [countSegments(offending, unicode), findOffenders(offending, unicode)],
      converted: () => countSegments(offending),
    });
    const min = length === 160 ? 1_000_000 : 150_000;
    rows.push(
      row({
        case: `${length} characters with offenders, counted`,
        unit: 'ops/s',
        ours: withOffenders.counted,
        bar: { min },
        higherIsBetter: true,
      }),
      row({
        case: `${length} characters with offenders, counted and each offender found`,
        unit: 'ops/s',
        ours: withOffenders.advised,
        bar: { min },
        higherIsBetter: true,
      }),
      row({
        case: `${length} characters with offenders, converted and counted`,
        unit: 'ops/s',
        ours: withOffenders.converted,
        bar: {},
        higherIsBetter: true,
      }),
    );

    const gsm = text(GSM, length);
    checkPeers(gsm);
    const { ours, ...peers } = rates({
      ours: () => countSegments(gsm),
      'sms-segments-calculator': () => new SegmentedMessage(gsm).segmentsCount,
      'split-sms': () => split(gsm),
      'sms-length': () => smsLength.count(gsm),
      'sms-counter': () => smsCounter.count(gsm),
    });
    rows.push(
      row({
        case: `${length} characters of GSM text`,
        unit: 'ops/s',
        ours,
        peers,
        bar: { ratio: 1 },
        higherIsBetter: true,
      }),
    );
  }
  return rows;
});
