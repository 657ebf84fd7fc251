import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import {
  CodeField,
  ConsentForm,
  OrdersTable,
  PhoneField,
  PhonePreview,
  ReportTable,
  SegmentCounter,
  StateMark,
  useSmsUi,
  type Locale,
  type OrderRow,
} from '../index.js';
import { BRAND, NOTICE, STATEMENTS } from '../test-support/consentTexts.js';
import { reportRows } from '../test-support/reportRows.js';

/** What to do, or what not to do, and why. */
interface Example {
  why: Record<Locale, string>;
  shows: (locale: Locale) => ReactNode;
}

const HEADINGS = { do: { tr: 'Böyle yapın', en: 'Do' }, dont: { tr: 'Böyle yapmayın', en: 'Don’t' } };

function Pair(examples: Record<'do' | 'dont', Example>): ReactNode {
  const { locale } = useSmsUi();
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(400px, 100%), 1fr))',
        gap: 24,
        alignItems: 'start',
      }}
    >
      {(['do', 'dont'] as const).map((kind) => (
        <div
          key={kind}
          data-kind={kind}
          style={{
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr)',
            gap: 16,
            paddingBlockStart: 12,
            borderBlockStart: `3px solid var(--sms-color-${kind === 'do' ? 'delivered' : 'undelivered'})`,
          }}
        >
          <div>
            <StateMark
              icon={kind === 'do' ? 'delivered' : 'undelivered'}
              tone={kind === 'do' ? 'delivered' : 'undelivered'}
            >
              {HEADINGS[kind][locale]}
            </StateMark>
            <p>{examples[kind].why[locale]}</p>
          </div>
          {examples[kind].shows(locale)}
        </div>
      ))}
    </div>
  );
}

const meta = {
  title: 'Review/Do and don’t',
  component: Pair,
  tags: ['!autodocs', 'visual'],
  parameters: { width: 1040 },
} satisfies Meta<typeof Pair>;

export default meta;
type Story = StoryObj<typeof meta>;

const accept = async (): Promise<void> => undefined;

const MESSAGES = {
  do: {
    tr: 'Kıyı Kitabevi: 4071 numaralı siparişiniz yarın 14.00-16.00 arasında gelecek. Saati değiştirin: kiyi.example/4071',
    en: 'Kıyı Kitabevi: your order 4071 arrives tomorrow, 2-4 pm. Change the time: kiyi.example/4071',
  },
  dont: {
    tr: 'DEĞERLİ MÜŞTERİMİZ!!! Siparişinizle ilgili önemli bir gelişme var. Ayrıntılar için tıklayın: bit.ly/3xYz9',
    en: 'DEAR CUSTOMER!!! There is important news about your order. Click for details: bit.ly/3xYz9',
  },
};

export const Message: Story = {
  args: {
    do: {
      why: {
        tr: 'Kimden geldiğini, ne olduğunu ve ne yapılabileceğini yazın. Bağlantı kendi alan adınızda olsun.',
        en: 'Say who writes, what happened and what can be done. Link to your own domain.',
      },
      shows: (locale) => <PhonePreview sender="KIYIKITAP" text={MESSAGES.do[locale]} />,
    },
    dont: {
      why: {
        tr: 'Büyük harf, ünlem ve kısaltılmış bağlantı dolandırıcılık mesajına benzer; ne olduğu da yazmıyor.',
        en: 'Capitals, exclamation marks and a shortened link look like fraud, and it does not say what happened.',
      },
      shows: (locale) => <PhonePreview sender="KIYIKITAP" text={MESSAGES.dont[locale]} />,
    },
  },
};

const COUNTED = {
  do: {
    tr: "4071 numaralı siparişiniz 'teslim edildi' olarak işaretlendi. Sorun varsa yanıtlayın: kiyi.example/4071",
    en: "Your order 4071 was marked as 'delivered'. If it is not there, write to us: kiyi.example/4071",
  },
  dont: {
    tr: '4071 numaralı siparişiniz “teslim edildi” olarak işaretlendi 📦 Sorun varsa yanıtlayın: kiyi.example/4071',
    en: 'Your order 4071 was marked as “delivered” 📦 If it is not there, write to us: kiyi.example/4071',
  },
};

export const Characters: Story = {
  args: {
    do: {
      why: {
        tr: 'Düz tırnak kullanın: metin tek SMS’e sığar.',
        en: 'Use straight quotes: the text is one SMS.',
      },
      shows: (locale) => <SegmentCounter text={COUNTED.do[locale]} recipientCount={1_200} />,
    },
    dont: {
      why: {
        tr: 'Tek bir emoji ya da kıvrık tırnak bütün metni Unicode yapar ve ücreti artırır.',
        en: 'A single emoji or curly quote makes the entire text Unicode, which costs more.',
      },
      shows: (locale) => <SegmentCounter text={COUNTED.dont[locale]} recipientCount={1_200} />,
    },
  },
};

const VAGUE = {
  tr: 'Kampanyalardan haberdar olmak istiyor, kişisel verilerimin işlenmesini ve üyelik koşullarını kabul ediyorum.',
  en: 'I want to hear about campaigns, and I accept the processing of my personal data and the terms of membership.',
};

export const ConsentStatement: Story = {
  args: {
    do: {
      why: {
        tr: 'Kimin, neyi, hangi yolla göndereceğini tam cümleyle yazın. Aydınlatma metni ayrı durur.',
        en: 'State in full sentences who sends what by which means. The privacy notice stands apart.',
      },
      shows: (locale) => (
        <ConsentForm
          brand={BRAND}
          statement={STATEMENTS[locale]}
          privacyNotice={NOTICE}
          contact={{ phone: '0530 123 45 67' }}
          onSubmit={accept}
        />
      ),
    },
    dont: {
      why: {
        tr: 'Ticari ileti onayını veri işleme ve üyelik koşullarıyla birleştirmeyin: onay geçersiz sayılır.',
        en: 'Don’t combine the consent with data processing and terms of membership: it would not be valid.',
      },
      shows: (locale) => (
        <ConsentForm
          brand={{ ...BRAND, name: 'KIYI' }}
          statement={{ version: '1', text: VAGUE[locale] }}
          privacyNotice={NOTICE}
          contact={{ phone: '0530 123 45 67' }}
          onSubmit={accept}
        />
      ),
    },
  },
};

const row = (
  orderId: string,
  state: OrderRow['state'],
  delivered: number,
  undelivered: number,
  texts: Record<Locale, string>,
): Record<Locale, OrderRow> => {
  const order = {
    orderId,
    sender: 'KIYIKITAP',
    state,
    time: Date.UTC(2026, 10, 21, 9),
    counts: { delivered, undelivered, waiting: 0, unknown: 0 },
  };
  return { tr: { ...order, text: texts.tr }, en: { ...order, text: texts.en } };
};

const ORDERS = [
  row('20830991', 'completed', 948, 52, { tr: 'Siparişiniz yola çıktı', en: 'Your order is on its way' }),
  row('20829400', 'failed', 0, 3, { tr: 'Randevunuz yarın 14.00’te', en: 'Your appointment is tomorrow' }),
];

export const OrdersByName: Story = {
  args: {
    do: {
      why: {
        tr: 'Gönderimi metniyle gösterin: kişi onu böyle tanır.',
        en: 'Show an order by its text, by which people recognise it.',
      },
      shows: (locale) => (
        <OrdersTable
          orders={ORDERS.map((order) => order[locale])}
          onOpen={() => undefined}
          defaultColumns={['text', 'state', 'delivery']}
        />
      ),
    },
    dont: {
      why: {
        tr: 'Yalnızca sipariş numarası göstermeyin: hangisinin hangisi olduğu anlaşılmaz.',
        en: 'Don’t show the id only: no one can distinguish the orders.',
      },
      shows: (locale) => (
        <OrdersTable
          orders={ORDERS.map((order) => ({ ...order[locale], text: undefined }))}
          onOpen={() => undefined}
          defaultColumns={['order', 'state', 'delivery']}
        />
      ),
    },
  },
};

export const WholeReport: Story = {
  args: {
    do: {
      why: {
        tr: 'Bütün sonuçları verin. Durumların sayıları aynı zamanda filtredir.',
        en: 'Pass all results. The counts by state are the filter, too.',
      },
      shows: () => <ReportTable rows={reportRows(40)} height={220} />,
    },
    dont: {
      why: {
        tr: 'Önceden filtrelenmiş satırlar vermeyin: iletilemeyenler yok görünür.',
        en: 'Don’t pass filtered rows: undelivered messages seem not to exist.',
      },
      shows: () => (
        <ReportTable rows={reportRows(40).filter(({ status }) => status === 'delivered')} height={220} />
      ),
    },
  },
};

export const Code: Story = {
  args: {
    do: {
      why: {
        tr: 'Kodun nereye gönderildiğini yazın, hatada kalan hakkı belirtin.',
        en: 'Say where the code was sent, and how many attempts are left after a wrong one.',
      },
      shows: (locale) => (
        <CodeField
          defaultValue="480215"
          hint={
            locale === 'tr' ? '+90 530 *** ** 67 numarasına gönderdik.' : 'We sent it to +90 530 *** ** 67.'
          }
          error={
            locale === 'tr' ? 'Kod hatalı. 3 deneme hakkınız kaldı.' : 'Wrong code. 3 attempts are left.'
          }
        />
      ),
    },
    dont: {
      why: {
        tr: '“Hatalı” tek başına yetmez: kişi neyi, kaç kez deneyebileceğini bilmez.',
        en: '“Invalid” alone does not help: no one knows what to try, and how often.',
      },
      shows: (locale) => <CodeField defaultValue="480215" error={locale === 'tr' ? 'Hatalı.' : 'Invalid.'} />,
    },
  },
};

export const Phone: Story = {
  args: {
    do: {
      why: {
        tr: 'Numaranın ne için istendiğini yazın. Her yazım biçimi kabul edilir.',
        en: 'Say what the number is for. Every way of writing it is accepted.',
      },
      shows: (locale) => (
        <PhoneField
          defaultValue="+905301234567"
          label={locale === 'tr' ? 'Cep telefonu' : 'Mobile phone'}
          hint={
            locale === 'tr'
              ? 'Kurye teslimattan önce bu numarayı arar.'
              : 'The courier calls this number before delivery.'
          }
        />
      ),
    },
    dont: {
      why: {
        tr: 'Kısaltma ve biçim dayatması kişiyi yorar.',
        en: 'An abbreviation and a prescribed format make it hard for people.',
      },
      shows: (locale) => (
        <PhoneField
          defaultValue="+905301234567"
          label={locale === 'tr' ? 'GSM*' : 'MSISDN*'}
          hint={
            locale === 'tr' ? 'Başında 0 olmadan, boşluksuz girin.' : 'Without the leading 0, without spaces.'
          }
        />
      ),
    },
  },
};
