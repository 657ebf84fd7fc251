import { describe, expect, it } from '@jest/globals';
import { foldHeader } from '../fold-header.js';
import { headerMeaning, isHeaderRow } from './header-words.js';

describe('foldHeader', () => {
  it.each([
    [['ALICI', 'Alıcı', 'alici', 'ALİCİ', ' Alıcı: ', 'ALI\u0307CI\u0307'], 'alici'],
    [['MOBILE', 'mobile', 'MOBİLE', 'mobıle', '\ufeffMobile'], 'mobile'],
    [['İzin Tarihi', 'IZIN TARIHI', 'izin_tarihi', 'İZİN-TARİHİ', 'izin\u00a0tarihi'], 'izintarihi'],
    [['Şehir', 'SEHIR', 'Sehı\u0307r'], 'sehir'],
  ])('folds all of %j to one form', (spellings, folded) => {
    expect(new Set(spellings.map(foldHeader))).toEqual(new Set([folded]));
  });
});

describe('headerMeaning', () => {
  it.each([
    'Telefon',
    'TELEFON NO',
    'Telefon Numarası',
    'Cep Telefonu',
    'CEPTEL',
    'gsm_no',
    'GSMNO',
    'Tel 1',
    'Tel.',

    'MSISDN',
    'msısdn',
    'Mobile',
    'MOBİLE PHONE',
    'phoneNumber',
    'billing_phone',
    'Phone (billing)',
    'WhatsApp',
    'Alıcı',
    'ALICI',
    'Alıcı Telefon Numarası',
    'recipient',
    'To',
    'İletişim Numarası',
    'Contact Number',
    'Müşteri Telefonu',
    'Sipariş Telefonu',
    'Telefon (Müşteri)',
    'G.S.M.',
    'Fatura Telefonu',
  ])('classifies %j as phones', (header) => {
    expect(headerMeaning(header)).toBe('phone');
  });

  it.each(['ALT_GSM', 'alt_gsm', 'Yedek Telefon', 'Ev Telefonu', 'İş Telefonu', 'Home Phone', 'Work phone'])(
    'classifies %j as additional phones',
    (header) => {
      expect(headerMeaning(header)).toBe('second-phone');
    },
  );

  it.each([
    'Gönderici Telefon Numarası',
    'GÖNDERİCİ TELEFON',
    'Gonderen Tel',
    'sender_phone',
    'From',
    'Sender',
    'Satıcı Telefonu',
    'Kurye Tel',
    'Müşteri Temsilcisi Telefonu',
    'Doktor GSM',
    'Emergency Phone',
    "Assistant's Phone",
    'Teknisyen Telefonu',
    'Servis Tel',
    'Depo Telefonu',
    'Eş Telefonu',
    'Yönetici GSM',
    'Salesperson phone',
    'Store Manager Phone',
    'Öğretmen Cep',
    'Eczane Telefonu',
    'İade Telefonu',
  ])('classifies %j as phones of other people', (header) => {
    expect(headerMeaning(header)).toBe('other-person');
  });

  it.each([
    'Alıcı VKN',
    'Alıcı Unvan',
    'Alıcı Adı',
    'T.C. Kimlik No',
    'TCKN',
    'Vergi Numarası',
    'order_id',
    'orderId',

    'ORDERID',
    'Sipariş No',
    'Müşteri No',
    'Üye Numarası',
    'Customer Number',
    'Takip No',
    'Barkod',
    'IBAN',

    'Telefon Tipi',
    'Telefon Kodu',
    'phone_country_code',
    'phone_id',
    'SMS Onayı',
    'Mobil Uygulama',
    'Faks',
    'Fax Number',
    'Tel/Faks',
    'E-posta',
    'Contact Name',
    'Gönderici Adı',
    'Hasta No',
    'Tutar',
    'İşlem',
    'Transaction',
    'Cari',
    'Talep',
    'Payment',
  ])('classifies %j as something else', (header) => {
    expect(headerMeaning(header)).toBe('other');
  });

  it.each(['Numara', 'No', '#', 'xyz', 'Açık hava'])('does not know %j', (header) => {
    expect(headerMeaning(header)).toBe('unknown');
  });
});

describe('isHeaderRow', () => {
  it.each([
    [['Telefon', 'Ad'], true],
    [['Ad', 'Sipariş No', 'Telefon'], true],
    [['Ali', 'Cep', 'yok'], false],
    [['Telefon'], false],
    [['Ad', '05321234567'], false],
    [['telefon yok', 'Ali'], false],
    [['Veli', 'Cep', '0532 123 45 67'], false],
    [['Veli', 'Mobile'], false],
  ])('returns for %j: %j', (cells, expected) => {
    expect(isHeaderRow(cells)).toBe(expected);
  });
});
