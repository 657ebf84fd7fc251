import { useState, type ReactNode } from 'react';
import {
  ConsentForm,
  PhoneVerification,
  RecipientsField,
  recipientsFromText,
  ReportTable,
  SegmentCounter,
  SmsComposer,
  SmsUiProvider,
  type ReportRow,
} from 'react-sms-ui';

const ROWS: readonly ReportRow[] = Array.from({ length: 2_000 }, (_, place) => ({
  number: `+90530${1_000_000 + place}`,
  status: place % 2 === 0 ? 'delivered' : 'undelivered',
  statusCode: place % 2 === 0 ? 111 : 112,
  updatedAt: Date.UTC(2026, 10, 20, 9) + place * 1_000,
}));

/** The component that `?show=` names. */
const SHOWN: Readonly<Record<string, () => ReactNode>> = {
  composer: () => (
    <SmsComposer
      senders={['MARKA', 'DUKKAN']}
      onSubmit={async () => ({ state: 'accepted', orderIds: ['1'] })}
    />
  ),
  recipients: () => (
    <RecipientsField defaultValue={recipientsFromText('0530 123 45 67\n0530 123 45 67\nno digits')} />
  ),
  consent: () => (
    <ConsentForm
      brand={{ name: 'Kıyı Kitabevi', address: 'Rıhtım Cad. No: 12, Kadıköy / İstanbul' }}
      statement={{ version: '2026-11', text: 'Ticari ileti almayı kabul ediyorum.' }}
      privacyNotice={{ text: 'Aydınlatma metni' }}
      onSubmit={async () => undefined}
    />
  ),
  verification: () => (
    <PhoneVerification
      onStart={async () => ({ status: 'unavailable' })}
      onCheck={async () => ({ status: 'expired' })}
      onResend={async () => ({ status: 'expired' })}
    />
  ),
  counter: () => <Counter />,
  report: () => <ReportTable rows={ROWS} />,
};

function Counter(): ReactNode {
  const [text, setText] = useState(`“${'a'.repeat(80)}” – …`);
  return <SegmentCounter text={text} onReplace={(change) => setText(change.text)} />;
}

export function Components(): ReactNode {
  const shown = new URLSearchParams(location.search).get('show') ?? 'composer';
  return (
    <SmsUiProvider locale="en" profile={{ characterMode: 'unicode' }}>
      {SHOWN[shown]?.()}
    </SmsUiProvider>
  );
}
