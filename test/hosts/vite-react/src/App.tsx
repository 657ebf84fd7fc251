import {
  BalanceCard,
  ConsentForm,
  DeliveryChart,
  OrdersTable,
  recipientsFromText,
  ReportTable,
  SegmentCounter,
  SmsComposer,
  SmsUiProvider,
  type Locale,
} from 'react-sms-ui';
import { useEffect, type ReactNode } from 'react';

const time = Date.UTC(2026, 10, 20, 9);
const counts = { delivered: 3, waiting: 2, undelivered: 1, unknown: 0 };

/** A page that uses the kit as a host would: the clock is the visitor's own. */
export function App({ locale }: { locale: Locale }): ReactNode {
  useEffect(() => {
    // What is typed before the page is hydrated is lost: whoever tests it waits for this.
    document.documentElement.dataset['alive'] = 'yes';
  }, []);
  return (
    <SmsUiProvider locale={locale} profile={{ characterMode: 'unicode' }}>
      <SmsComposer
        senders={['MARKA']}
        balance={10_000}
        defaultValue={{
          text: 'Merhaba {ad}, siparişiniz “yolda”',
          recipients: recipientsFromText('0530 123 45 67\n0532 765 43 21\nrakam yok'),
          sendAt: new Date(time),
        }}
        variables={[{ name: 'ad', label: 'Ad', shortest: 'Su', longest: 'Abdülhamit', sample: 'Ayşe' }]}
        onSubmit={async () => ({ state: 'accepted', orderIds: ['1'] })}
      />
      <SegmentCounter text="Yarın 14:00’te görüşürüz 👋" recipientCount={50_000} showSeams />
      <ReportTable
        selectable
        rows={Array.from({ length: 1_000 }, (_, place) => ({
          number: `+90530${1_000_000 + place}`,
          status: place % 3 === 0 ? 'delivered' : 'waiting',
          statusCode: place % 3 === 0 ? 111 : 110,
          updatedAt: time + place * 1_000,
        }))}
      />
      <OrdersTable orders={[{ orderId: '1', sender: 'MARKA', state: 'scheduled', time, counts }]} />
      <DeliveryChart buckets={[{ start: time, ...counts }]} />
      <BalanceCard credits={12_345} amount={1_851.75} asOf={time} />
      <ConsentForm
        brand={{ name: 'Kıyı Kitabevi', address: 'Rıhtım Cad. No: 12, Kadıköy / İstanbul' }}
        statement={{ version: '2026-11', text: 'Ticari ileti almayı kabul ediyorum.' }}
        privacyNotice={{ text: 'Aydınlatma metni' }}
        onSubmit={async () => undefined}
      />
    </SmsUiProvider>
  );
}
