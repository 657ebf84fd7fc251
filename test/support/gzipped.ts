import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const script = fileURLToPath(new URL('bundled-size.ts', import.meta.url));

/** What a browser downloads before a module runs: bundled, minified, gzipped, in bytes; React is not counted. */
export const gzippedBytes = (code: string): number =>
  Number(
    execFileSync(process.execPath, [script, code], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, NODE_OPTIONS: '' },
      encoding: 'utf8',
    }),
  );

/** A part of the kit and what it may weigh, own code and dependencies, in kB of 1,000 bytes gzipped. */
export interface KitLimit {
  component: string;
  maxKb: number;
}

/**
 * A page has one `SmsUiProvider` with the texts of both languages, however many components it uses: it has a
 * limit of its own and is in no component's.
 */
export const KIT_LIMITS: readonly KitLimit[] = [
  { component: 'SegmentCounter', maxKb: 4 },
  { component: 'ConsentForm', maxKb: 40 },
  { component: 'SmsComposer', maxKb: 45 },
  { component: 'ReportTable', maxKb: 22 },
  { component: 'DeliveryChart', maxKb: 5 },
  { component: 'SmsUiProvider', maxKb: 14 },
];

/** The largest stylesheet, in kB gzipped. */
export const STYLES_MAX_KB = 10;

export const componentKb = (component: string): number =>
  gzippedBytes(`export { ${component} } from 'react-sms-ui';`) / 1000;

export const stylesKb = (): number => {
  const path = createRequire(import.meta.url).resolve('react-sms-ui/styles.css');
  return gzipSync(readFileSync(path), { level: 9 }).length / 1000;
};
