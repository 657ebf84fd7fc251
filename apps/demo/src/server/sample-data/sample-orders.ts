import type { NewOrderDto } from '../orders/new-order.dto.js';

interface SampleOrder {
  /** The deduplication key. */
  readonly key: string;
  readonly make: (people: readonly string[]) => NewOrderDto;
}

const TRANSACTIONAL = { kind: 'transactional' } as const;

/** Five orders with different outcomes. Names and texts are fictitious. */
export const SAMPLE_ORDERS: readonly SampleOrder[] = [
  {
    // All delivered.
    key: 'parcels',
    make: parcels,
  },
  {
    // A long list: 2 percent of the numbers cannot be reached.
    key: 'collection',
    make: (people) => ({
      ...TRANSACTIONAL,
      sender: 'MAVIKITAP',
      text: 'Ayırttığınız kitap mağazamıza geldi. 29 Ekim’de saat 18.00’e kadar teslim alabilirsiniz.',
      recipients: [...people],
    }),
  },
  {
    // Commercial: recipients who refused are withheld. The text must contain trade name, MERSİS number, a contact and a free
    // way to refuse. Source: Regulation on Commercial Communication and Commercial Electronic Messages (2015/29417), art. 8, 9.
    key: 'sale',
    make: (people) => ({
      kind: 'commercial',
      audience: 'BIREYSEL',
      sender: 'MAVIKITAP',
      text: 'Mavi Kitap Kırtasiye Ltd. Şti.: yaz indirimi başladı, seçili kitaplarda %40, 30 Kasım’a dek. Mersis 0123456789000015, iletişim 0850 000 00 00. Ret için MAVI RET yazıp 3399’a ücretsiz gönderin.',
      recipients: people.slice(0, 400),
    }),
  },
  {
    // Scheduled for tomorrow.
    key: 'later',
    make: (people) => ({
      ...TRANSACTIONAL,
      sender: 'MAVIKITAP',
      text: 'Kaydolduğunuz imza günü yarın saat 14.00’te Moda mağazamızda.',
      sendAt: new Date(Date.now() + 20 * 3_600_000),
      recipients: people.slice(100, 220),
    }),
  },
  {
    // A repetition of the first order, which the provider refuses within ten minutes.
    key: 'parcels-again',
    make: parcels,
  },
];

function parcels(people: readonly string[]): NewOrderDto {
  return {
    ...TRANSACTIONAL,
    sender: 'MAVIKARGO',
    text: 'Kargonuz dağıtıma çıktı. Bugün 18.00’e kadar teslim edilecek.',
    recipients: people.filter((number) => !/(13|42)$/.test(number)).slice(0, 48),
  };
}
