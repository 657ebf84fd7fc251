import type { Translation } from './types.js';

/** DateTimeField. */
export const en = {
  'dateTime.label': 'Date and time',
  'dateTime.zone': 'Türkiye time (Europe/Istanbul)',
  'dateTime.example': 'For example {example}',
  'dateTime.readAs': '{time}, Türkiye time',
  'dateTime.picks': 'Quick picks',
  'dateTime.pick.hour': 'In 1 hour',
  'dateTime.pick.tomorrow': 'Tomorrow 10:00',
  'dateTime.pick.monday': 'Monday 10:00',
  'dateTime.calendar': 'Calendar',
  'dateTime.clock': 'Time',
  'dateTime.clockHint': 'Type any other time into the field.',
  'dateTime.dayFirst': 'Choose a day first.',
  'dateTime.calendarFailed': 'The calendar could not be loaded. You can type the date and the time.',
  'dateTime.fault.unreadable': 'This is not a date and a time. Write them like {example}.',
  'dateTime.fault.noTime': 'Add the time, like {example}.',
  'dateTime.fault.past': 'This time is in the past. Choose a later one.',
  'dateTime.fault.early': 'The earliest time is {limit}.',
  'dateTime.fault.late': 'The latest time is {limit}.',
} as const;

export const tr: Translation<typeof en> = {
  'dateTime.label': 'Tarih ve saat',
  'dateTime.zone': 'Türkiye saati (Europe/Istanbul)',
  'dateTime.example': 'Örneğin {example}',
  'dateTime.readAs': '{time}, Türkiye saati',
  'dateTime.picks': 'Hazır seçenekler',
  'dateTime.pick.hour': '1 saat sonra',
  'dateTime.pick.tomorrow': 'Yarın 10:00',
  'dateTime.pick.monday': 'Pazartesi 10:00',
  'dateTime.calendar': 'Takvim',
  'dateTime.clock': 'Saat',
  'dateTime.clockHint': 'Başka bir saati kutuya yazabilirsiniz.',
  'dateTime.dayFirst': 'Önce günü seçin.',
  'dateTime.calendarFailed': 'Takvim yüklenemedi. Tarihi ve saati kutuya yazabilirsiniz.',
  'dateTime.fault.unreadable': 'Tarih ve saat anlaşılamadı. {example} biçiminde yazın.',
  'dateTime.fault.noTime': 'Saati de yazın, örneğin {example}.',
  'dateTime.fault.past': 'Bu zaman geçmişte. Daha ileri bir zaman seçin.',
  'dateTime.fault.early': 'En erken zaman: {limit}.',
  'dateTime.fault.late': 'En geç zaman: {limit}.',
};
