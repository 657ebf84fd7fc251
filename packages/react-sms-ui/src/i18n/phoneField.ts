import type { Translation } from './types.js';

/** PhoneField. */
export const en = {
  'phoneField.label': 'Mobile phone',
  'phoneField.hint': 'For example 0530\u00a0123\u00a045\u00a067',
  'phoneField.hint.abroad':
    'For example 0530\u00a0123\u00a045\u00a067. Outside Türkiye, start with + and the country code.',
  'phoneField.fault.empty': 'Enter your mobile phone number.',
  'phoneField.fault.not-a-number': 'This is not a phone number. Enter digits only.',
  'phoneField.fault.exponent': 'Some digits are missing. Enter all digits of the number.',
  'phoneField.fault.too-short':
    'Some digits are missing. Enter a number such as 0530\u00a0123\u00a045\u00a067.',
  'phoneField.fault.too-long':
    'There are too many digits. Enter a number such as 0530\u00a0123\u00a045\u00a067.',
  'phoneField.fault.landline': 'This is a landline. Enter a mobile number, which starts with 05.',
  'phoneField.fault.not-mobile': 'This is not a mobile number. Enter a number that starts with 05.',
  'phoneField.fault.foreign': 'Only mobile numbers in Türkiye are accepted.',
  'phoneField.fault.country-code': 'Start with + and the country code, for example +49.',
  'phoneField.fault.trunk-zero': 'Leave out the zero after the country code.',
} as const;

export const tr: Translation<typeof en> = {
  'phoneField.label': 'Cep telefonu',
  'phoneField.hint': 'Örneğin 0530\u00a0123\u00a045\u00a067',
  'phoneField.hint.abroad':
    'Örneğin 0530\u00a0123\u00a045\u00a067. Yurt dışı numaralarını + ve ülke koduyla yazın.',
  'phoneField.fault.empty': 'Cep telefonu numaranızı yazın.',
  'phoneField.fault.not-a-number': 'Bu bir telefon numarası değil. Yalnızca rakam yazın.',
  'phoneField.fault.exponent': 'Numara eksik. Bütün rakamlarını yazın.',
  'phoneField.fault.too-short': 'Numara eksik. 0530\u00a0123\u00a045\u00a067 gibi bir numara yazın.',
  'phoneField.fault.too-long': 'Numara fazla uzun. 0530\u00a0123\u00a045\u00a067 gibi bir numara yazın.',
  'phoneField.fault.landline': 'Bu bir sabit hat. 05 ile başlayan bir cep telefonu numarası yazın.',
  'phoneField.fault.not-mobile': 'Bu bir cep telefonu numarası değil. 05 ile başlayan bir numara yazın.',
  'phoneField.fault.foreign': 'Yalnızca Türkiye’deki cep telefonu numaraları kabul edilir.',
  'phoneField.fault.country-code': 'Numarayı + ve ülke koduyla yazın, örneğin +49.',
  'phoneField.fault.trunk-zero': 'Ülke kodundan sonraki sıfırı silin.',
};
