import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const script = fileURLToPath(new URL('bundled-size.ts', import.meta.url));

/**
 * Returns the bytes that a browser downloads before a module runs: bundled, minified and gzipped, without React. `lazy`: the bytes of
 * what it imports on demand instead.
 */
export const gzippedBytes = (code: string, part: 'first' | 'lazy' = 'first'): number =>
  Number(
    execFileSync(process.execPath, [script, code, part], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, NODE_OPTIONS: '' },
      encoding: 'utf8',
    }),
  );

/** The maximum size of an import with its dependencies, in kB of 1,000 bytes, gzipped. */
export interface SizeLimit {
  case: string;
  /** The code of the page. */
  code: string;
  maxKb: number;
  /** Counts what the page imports on demand, instead of its first load. */
  part?: 'lazy';
}

export const CORE_LIMITS: readonly SizeLimit[] = [
  {
    case: 'counting segments',
    code: `export { countSegments } from 'iletimerkezi-core/segments';`,
    maxKb: 2,
  },
  {
    case: 'parsing a number, with all of core',
    code: `export { parseTurkishMobile } from 'iletimerkezi-core';`,
    maxKb: 1.2,
  },
];

/** Returns the limit of a component with the provider and its texts in one language. */
const withProvider = (component: string, maxKb: number, areas?: string): SizeLimit => ({
  case: `${component}, provider and texts in one language`,
  code:
    `export { ${component} } from 'react-sms-ui';` +
    (areas === undefined
      ? `export { SmsUiProvider } from 'react-sms-ui/tr';`
      : `export { SmsUiProvider } from 'react-sms-ui/provider'; export { ${areas} } from 'react-sms-ui/tr';`),
  maxKb,
});

/** Without `areas` the provider includes the texts of all components. */
export const KIT_LIMITS: readonly SizeLimit[] = [
  {
    case: 'SegmentCounter in a page that has a provider',
    code: `export { SegmentCounter } from 'react-sms-ui';`,
    maxKb: 4.5,
  },
  {
    case: 'CodeField in a page that has a provider',
    code: `export { CodeField } from 'react-sms-ui';`,
    maxKb: 4,
  },
  {
    case: 'PhoneField in a page that has a provider',
    code: `export { PhoneField } from 'react-sms-ui';`,
    maxKb: 5,
  },
  {
    case: 'DateTimeField in a page that has a provider',
    code: `export { DateTimeField } from 'react-sms-ui';`,
    maxKb: 6,
  },
  {
    case: 'calendar of DateTimeField, loaded when it is opened',
    code: `export { DateTimeField } from 'react-sms-ui';`,
    maxKb: 26,
    part: 'lazy',
  },
  {
    case: 'CommandMenu and shortcuts in a page that has a provider',
    code: `export { CommandMenu, ShortcutsDialog, useShortcuts } from 'react-sms-ui';`,
    maxKb: 4.25,
  },
  {
    case: 'Tooltip, Tabs and Breadcrumb in a page that has a provider',
    code: `export { Breadcrumb, Tabs, Tooltip } from 'react-sms-ui';`,
    maxKb: 3.5,
  },
  withProvider('PhoneVerification', 12.5, 'phoneVerification, phoneField, codeField'),
  withProvider('SegmentCounter', 6.6, 'counter'),
  withProvider('PhoneThread', 7.25, 'thread, counter, common'),
  withProvider('DeliveryChart', 5.75, 'chart, common'),
  withProvider('ReportTable', 22, 'report, common'),
  withProvider('ConsentForm', 40),
  withProvider('SmsComposer', 61),
  {
    case: 'useSmsComposer',
    code: `export { useSmsComposer } from 'react-sms-ui';`,
    maxKb: 9.3,
  },
  {
    case: 'useRecipients',
    code: `export { useRecipients } from 'react-sms-ui';`,
    maxKb: 13.5,
  },
  {
    case: 'useConsentForm',
    code: `export { useConsentForm } from 'react-sms-ui';`,
    maxKb: 5,
  },
  {
    case: 'useReportRows',
    code: `export { useReportRows } from 'react-sms-ui';`,
    maxKb: 3,
  },
  {
    case: 'SmsUiProvider, all texts in one language',
    code: `export { SmsUiProvider } from 'react-sms-ui/tr';`,
    maxKb: 12.25,
  },
  {
    case: 'SmsUiProvider, all texts in both languages',
    code: `export { SmsUiProvider } from 'react-sms-ui';`,
    maxKb: 20.5,
  },
];

/** Maximum size of the stylesheet, in kB gzipped. */
export const STYLES_MAX_KB = 14.25;

export const sizeKb = ({ code, part }: SizeLimit): number => gzippedBytes(code, part) / 1000;

export const stylesKb = (): number => {
  const path = createRequire(import.meta.url).resolve('react-sms-ui/styles.css');
  return gzipSync(readFileSync(path), { level: 9 }).length / 1000;
};
