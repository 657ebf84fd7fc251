import type { ReactElement } from 'react';
import {
  BalanceCard,
  ContentCheck,
  BlacklistManager,
  Breadcrumb,
  CodeField,
  CommandMenu,
  ConsentBadge,
  ConsentForm,
  ConsentHistory,
  DateTimeField,
  DeliveryChart,
  FilterBar,
  ImportReport,
  MessageMark,
  OrdersTable,
  PhoneField,
  PhonePreview,
  PhoneThread,
  PhoneVerification,
  RecipientsField,
  recipientsFromText,
  ReportTable,
  SegmentCounter,
  ShortcutsDialog,
  SmsComposer,
  Tabs,
  Toast,
  Toaster,
  Tooltip,
} from '../index.js';
import { Button } from '../parts/Button.js';
import { CONSENT_ENTRIES } from './consentEntries.js';
import { BRAND, NOTICE, STATEMENTS } from './consentTexts.js';
import { PHONE_MESSAGES } from './phoneMessages.js';
import { reportRows } from './reportRows.js';
import { MIXED_LIST } from './sampleLists.js';

/** Props that every component passes to its root element. */
export interface RootProps {
  ref?: (element: HTMLElement | null) => void;
  className?: string;
  id?: string;
  title?: string;
}

const accept = async () => ({ state: 'accepted' as const, orderIds: ['1'] });
const counts = { delivered: 3, waiting: 2, undelivered: 1, unknown: 0 };
const time = Date.UTC(2026, 10, 21, 9);

/** Every component of the kit with data in it, by the slot of its root. */
export const EVERY_COMPONENT: Readonly<Record<string, (props: RootProps) => ReactElement>> = {
  'segment-counter': (props) => (
    <SegmentCounter {...props} text="Yarın 14:00’te görüşürüz" recipientCount={3} showSeams />
  ),
  'phone-preview': (props) => <PhonePreview {...props} sender="MARKA" text={'Uzun bir mesaj. '.repeat(20)} />,
  'phone-thread': (props) => (
    <PhoneThread {...props} number="+905301234567" messages={PHONE_MESSAGES} onMore={() => undefined} />
  ),
  'message-mark': (props) => <MessageMark {...props} status="accepted" />,
  'recipients-field': (props) => (
    <RecipientsField
      {...props}
      defaultValue={recipientsFromText(MIXED_LIST)}
      blocked={new Set(['+905301234567'])}
    />
  ),
  'report-table': (props) => <ReportTable {...props} rows={reportRows(40)} selectable />,
  'sms-composer': (props) => (
    <SmsComposer
      {...props}
      senders={['MARKA']}
      balance={100}
      onSubmit={accept}
      defaultValue={{ text: 'Merhaba {ad}', sendAt: new Date(time) }}
      variables={[{ name: 'ad', label: 'Ad', shortest: 'Su', longest: 'Abdülhamit', sample: 'Ayşe' }]}
      templates={[{ name: 'Kargo', text: 'Kargonuz yolda' }]}
    />
  ),
  'orders-table': (props) => (
    <OrdersTable
      {...props}
      orders={[{ orderId: '1', sender: 'MARKA', state: 'scheduled', time, counts }]}
      onOpen={() => undefined}
      onCancel={() => undefined}
    />
  ),
  'delivery-chart': (props) => <DeliveryChart {...props} buckets={[{ start: time, ...counts }]} />,
  'content-check': (props) => (
    <ContentCheck {...props} text="Kargonuz yolda, %20 indirim" kind="transactional" />
  ),
  'balance-card': (props) => <BalanceCard {...props} credits={40} amount={6.8} asOf={time} lowBelow={100} />,
  'blacklist-manager': (props) => (
    <BlacklistManager
      {...props}
      numbers={[{ number: '+905301234567', since: time }]}
      onBlock={async () => undefined}
      onUnblock={async () => undefined}
    />
  ),
  'import-report': (props) => (
    <ImportReport
      {...props}
      import={{ state: 'done', accepted: 2, rejected: [{ row: 3, column: 'Telefon', reason: 'boş' }] }}
    />
  ),
  'consent-form': (props) => (
    <ConsentForm
      {...props}
      brand={BRAND}
      statement={STATEMENTS.tr}
      privacyNotice={NOTICE}
      recipientTypes={['BIREYSEL', 'TACIR']}
      onSubmit={accept}
    />
  ),
  'consent-badge': (props) => (
    <ConsentBadge {...props} channel="MESAJ" consent={{ state: 'none' }} checkedAt={time} onCheck={accept} />
  ),
  'consent-history': (props) => <ConsentHistory {...props} entries={CONSENT_ENTRIES} onLoadMore={accept} />,
  'filter-bar': (props) => (
    <FilterBar
      {...props}
      filters={[{ name: 'state', label: 'MARKA', options: [{ value: 'a', label: 'A' }] }]}
      dates
      defaultValue={{ search: 'a', chosen: { state: ['a'] }, from: '2026-11-01' }}
    />
  ),
  toast: (props) => <Toast {...props} message="MARKA" onUndo={() => undefined} onClose={() => undefined} />,
  toaster: (props) => (
    <Toaster {...props}>
      <ConsentBadge channel="MESAJ" consent={{ state: 'none' }} checkedAt={time} onCheck={accept} />
    </Toaster>
  ),
  tooltip: (props) => (
    <Tooltip {...props} text="MARKA">
      <Button>
        <MessageMark status="accepted" />
      </Button>
    </Tooltip>
  ),
  tabs: (props) => (
    <Tabs
      {...props}
      label="MARKA"
      tabs={[
        { id: 'mark', label: 'A', content: <MessageMark status="accepted" /> },
        { id: 'other', label: 'B', content: null },
      ]}
    />
  ),
  breadcrumb: (props) => (
    <div>
      <Breadcrumb {...props} items={[{ label: 'A', href: '/a' }]} current="B" />
      <MessageMark status="accepted" />
    </div>
  ),
  'command-menu': (props) => (
    <CommandMenu
      {...props}
      commands={[{ id: 'a', label: 'A', group: 'MARKA', keys: 'g o' }]}
      onChoose={() => undefined}
      onClose={() => undefined}
    />
  ),
  'shortcuts-dialog': (props) => (
    <ShortcutsDialog
      {...props}
      shortcuts={[{ keys: 'mod+k', label: 'A' }]}
      singleKeys
      onSingleKeysChange={() => undefined}
      onClose={() => undefined}
    />
  ),
  // The attributes of a field belong to its text box.
  'phone-field-input': (props) => <PhoneField {...props} name="phone" defaultValue="+905301234567" />,
  'date-time-field-input': (props) => (
    <DateTimeField {...props} defaultValue={new Date(Date.UTC(2026, 11, 1, 7))} />
  ),
  'code-field-input': (props) => <CodeField {...props} name="code" defaultValue="123" />,
  'phone-verification': (props) => (
    <PhoneVerification
      {...props}
      defaultPhone="+905301234567"
      onStart={async () => ({ status: 'unavailable' })}
      onCheck={async () => ({ status: 'expired' })}
      onResend={async () => ({ status: 'expired' })}
    />
  ),
};
