import type { Translation } from './types.js';

/** BlacklistManager. */
export const en = {
  'blacklist.label': 'Blocked numbers',
  'blacklist.hint': 'No message goes to these numbers, whatever list they are in.',
  'blacklist.add': 'Block a number',
  'blacklist.addButton': 'Block',
  'blacklist.search': 'Find a blocked number',
  'blacklist.count': { one: '{count} blocked number', other: '{count} blocked numbers' },
  'blacklist.empty': 'No number is blocked.',
  'blacklist.noMatch': 'No blocked number matches.',
  'blacklist.invalid': 'This is no Turkish mobile number: {reason}.',
  'blacklist.already': 'This number is blocked already.',
  'blacklist.unblock': 'Unblock {number}',
  'blacklist.unblockShort': 'Unblock',
  'blacklist.unblocked': '{number} is no longer blocked.',
  'blacklist.blocked': '{number} is blocked.',
  'blacklist.failed': 'This could not be done; the list is unchanged.',
  'blacklist.since': 'since {time}',
  'blacklist.more': 'Show more',
} as const;

export const tr: Translation<typeof en> = {
  'blacklist.label': 'Engellenen numaralar',
  'blacklist.hint': 'Hangi listede olursa olsun bu numaralara mesaj gönderilmez.',
  'blacklist.add': 'Numara engelle',
  'blacklist.addButton': 'Engelle',
  'blacklist.search': 'Engellenen numara ara',
  'blacklist.count': '{count} engellenen numara',
  'blacklist.empty': 'Engellenen numara yok.',
  'blacklist.noMatch': 'Eşleşen numara yok.',
  'blacklist.invalid': 'Geçerli bir cep telefonu numarası değil: {reason}.',
  'blacklist.already': 'Bu numara zaten engelli.',
  'blacklist.unblock': 'Engeli kaldır: {number}',
  'blacklist.unblockShort': 'Engeli kaldır',
  'blacklist.unblocked': '{number} numarasının engeli kaldırıldı.',
  'blacklist.blocked': '{number} numarası engellendi.',
  'blacklist.failed': 'İşlem yapılamadı; liste değişmedi.',
  'blacklist.since': '{time} tarihinden beri',
  'blacklist.more': 'Daha fazla göster',
};
