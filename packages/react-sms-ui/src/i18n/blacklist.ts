import type { Translation } from './types.js';

/** BlacklistManager. */
export const en = {
  'blacklist.label': 'Blocked numbers',
  'blacklist.hint': 'These numbers receive no messages, whichever list they are in.',
  'blacklist.add': 'Block a number',
  'blacklist.addButton': 'Block',
  'blacklist.search': 'Find a blocked number',
  'blacklist.count': { one: '{count} blocked number', other: '{count} blocked numbers' },
  'blacklist.empty': 'No number is blocked.',
  'blacklist.noMatch': 'No blocked number matches.',
  'blacklist.missing': 'Enter the number to block, such as 0530\u00a0123\u00a045\u00a067.',
  'blacklist.invalid':
    'This is not a Turkish mobile number ({reason}). Enter one such as 0530\u00a0123\u00a045\u00a067.',
  'blacklist.already': 'This number is blocked already.',
  'blacklist.unblock': 'Unblock {number}',
  'blacklist.unblockShort': 'Unblock',
  'blacklist.unblocked': '{number} is no longer blocked.',
  'blacklist.blocked': '{number} is blocked.',
  'blacklist.notBlocked': '{number} could not be blocked',
  'blacklist.notUnblocked': '{number} could not be unblocked',
  'blacklist.failed': 'The list is unchanged. Check your connection and try again.',
  'blacklist.since': 'since {time}',
  'blacklist.more': 'Show more',
} as const;

export const tr: Translation<typeof en> = {
  'blacklist.label': 'Engellenen numaralar',
  'blacklist.hint': 'Hangi listede olursa olsun bu numaralara mesaj gönderilmez.',
  'blacklist.add': 'Numara engelle',
  'blacklist.addButton': 'Engelle',
  'blacklist.search': 'Engellenen numaralarda ara',
  'blacklist.count': '{count} engellenen numara',
  'blacklist.empty': 'Engellenen numara yok.',
  'blacklist.noMatch': 'Eşleşen numara yok.',
  'blacklist.missing': 'Engellenecek numarayı yazın, örneğin 0530\u00a0123\u00a045\u00a067.',
  'blacklist.invalid':
    'Geçerli bir cep telefonu numarası değil ({reason}). 0530\u00a0123\u00a045\u00a067 gibi bir numara yazın.',
  'blacklist.already': 'Bu numara zaten engellenmiş.',
  'blacklist.unblock': 'Engeli kaldır: {number}',
  'blacklist.unblockShort': 'Engeli kaldır',
  'blacklist.unblocked': '{number} numarasının engeli kaldırıldı.',
  'blacklist.blocked': '{number} numarası engellendi.',
  'blacklist.notBlocked': '{number} numarası engellenemedi',
  'blacklist.notUnblocked': '{number} numarasının engeli kaldırılamadı',
  'blacklist.failed': 'Bu listede bir şey değişmedi. Bağlantınızı kontrol edip yeniden deneyin.',
  'blacklist.since': 'Engellendi: {time}',
  'blacklist.more': 'Daha fazla göster',
};
