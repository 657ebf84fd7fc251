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

/** Reads each character of the text once, which a counter does at least. */
const BARE = 'reading each character';
const COUNTED = 0.25;
const ADVISED = 0.15;

function readEach(of: string): number {
  let sum = 0;
  for (let index = 0; index < of.length; index += 1) sum = (sum * 31 + of.charCodeAt(index)) | 0;
  return sum;
}

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
    const { bare, ...withOffenders } = rates({
      bare: () => readEach(offending),
      counted: () => countSegments(offending, unicode),
      advised: () => [countSegments(offending, unicode), findOffenders(offending, unicode)],
      converted: () => countSegments(offending),
    });
    rows.push(
      row({
        case: `${length} characters with offenders, counted`,
        unit: 'ops/s',
        ours: withOffenders.counted,
        peers: { [BARE]: bare },
        bar: { peers: { [BARE]: COUNTED } },
        higherIsBetter: true,
      }),
      row({
        case: `${length} characters with offenders, counted and each offender found`,
        unit: 'ops/s',
        ours: withOffenders.advised,
        peers: { [BARE]: bare },
        bar: { peers: { [BARE]: ADVISED } },
        higherIsBetter: true,
      }),
      row({
        case: `${length} characters with offenders, converted and counted`,
        unit: 'ops/s',
        ours: withOffenders.converted,
        peers: { [BARE]: bare },
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
