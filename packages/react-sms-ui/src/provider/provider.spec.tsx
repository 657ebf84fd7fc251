import '../test-support/dialog.js';
import '../test-support/layout.js';
import { describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { BalanceCard, type AccountProfile } from '../index.js';
import * as english from '../en.js';
import { SmsUiProvider } from '../provider.js';
import { EVERY_COMPONENT } from '../test-support/everyComponent.js';
import { NOW } from '../test-support/renderKit.js';
import * as turkish from '../tr.js';

type Area = Exclude<keyof typeof turkish, 'SmsUiProvider' | 'messages'>;

const TURKISH: Readonly<Record<Area, object>> = turkish;

/** The areas of each component as listed in the README. */
const AREAS: Record<string, readonly Area[]> = {
  'segment-counter': ['counter'],
  'phone-preview': ['counter'],
  'phone-thread': ['thread', 'counter', 'common'],
  'message-mark': ['common'],
  'recipients-field': ['recipients', 'common'],
  'report-table': ['report', 'common'],
  'sms-composer': ['composer', 'counter', 'recipients', 'dateTime', 'common'],
  'orders-table': ['orders', 'common'],
  'filter-bar': ['filters'],
  toast: ['toast', 'common'],
  toaster: ['toast', 'common', 'consentRecords'],
  tooltip: ['common'],
  tabs: ['common'],
  breadcrumb: ['breadcrumb', 'common'],
  'command-menu': ['commands', 'shortcuts'],
  'shortcuts-dialog': ['shortcuts'],
  'delivery-chart': ['chart', 'common'],
  'content-check': ['content'],
  'balance-card': ['balance', 'counter', 'common'],
  'blacklist-manager': ['blacklist', 'recipients', 'common'],
  'import-report': ['importReport', 'common'],
  'consent-form': ['consentForm', 'common'],
  'consent-badge': ['consentRecords', 'common'],
  'consent-history': ['consentRecords', 'common'],
  'phone-field-input': ['phoneField'],
  'date-time-field-input': ['dateTime', 'common'],
  'code-field-input': ['codeField'],
  'phone-verification': ['phoneVerification', 'phoneField', 'codeField'],
};

const KEY = new RegExp(
  `\\b(?:${[...new Set(Object.keys(turkish.messages).map((key) => key.split('.')[0]))].join('|')})\\.[a-z]\\w+`,
);

describe('a page in one language', () => {
  it.each([
    ['Turkish', turkish, 'tr', 'Bakiye'],
    ['English', english, 'en', 'Balance'],
  ] as const)('has the provider with %s built in', (_name, { SmsUiProvider: Provider }, lang, label) => {
    const { container } = render(
      <Provider now={NOW} profile={{ characterMode: 'english' }}>
        <BalanceCard credits={3} />
      </Provider>,
    );
    expect(screen.getByText(label)).toBeTruthy();
    expect(container.querySelector(`[data-slot="sms-ui"][lang="${lang}"]`)).toBeTruthy();
  });

  it('has the same areas in both languages', () => {
    expect(Object.keys(turkish).toSorted()).toEqual(Object.keys(english).toSorted());
    const areas = Object.entries(turkish).filter(
      ([name]) => name !== 'SmsUiProvider' && name !== 'messages',
    ) as [Area, object][];
    expect(Object.assign({}, ...areas.map(([, texts]) => texts))).toEqual(turkish.messages);
  });

  it.each(Object.entries(EVERY_COMPONENT))('%s needs only the texts of its areas', (slot, make) => {
    const messages = Object.assign({}, ...AREAS[slot]!.map((area) => TURKISH[area]));
    const { container } = render(
      <SmsUiProvider locale="tr" messages={messages} now={NOW} profile={{ characterMode: 'unicode' }}>
        {make({})}
      </SmsUiProvider>,
    );
    expect(container.innerHTML).not.toMatch(KEY);
  });

  it.each([undefined, {}, { characterMode: undefined }, { characterMode: 'latin' }])(
    'requires the account’s character mode: %j',
    (given) => {
      const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      // A host in JavaScript can omit it.
      const profile: AccountProfile = JSON.parse(JSON.stringify(given ?? null));
      expect(() => render(<SmsUiProvider locale="tr" messages={turkish.common} profile={profile} />)).toThrow(
        /profile\.characterMode/,
      );
      error.mockRestore();
    },
  );

  it('refuses a page without a character mode at compile time', () => {
    // @ts-expect-error The character mode has no default.
    const page = <SmsUiProvider locale="tr" messages={turkish.common} />;
    expect(page.props.locale).toBe('tr');
  });

  it('displays the key of a missing text', () => {
    const { container } = render(
      <SmsUiProvider locale="tr" messages={turkish.common} now={NOW} profile={{ characterMode: 'unicode' }}>
        <BalanceCard />
      </SmsUiProvider>,
    );
    expect(container.textContent).toContain('balance.label');
    expect(container.innerHTML).toMatch(KEY);
  });
});
