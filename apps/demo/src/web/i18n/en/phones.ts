import type { phones as Turkish } from '../tr/phones.js';

export const phones: Record<keyof typeof Turkish, string> = {
  'phones.title': 'Phones',
  'phones.lead': 'Messages on the recipients’ phones, live from the emulator’s network',
  'phones.lead.real': 'Empty with a real account',
  'phones.real':
    'With a real account messages go to the phones of real people, which cannot be seen from here. Follow whom they reached in the reports of your orders.',
  'phones.real.action': 'Go to orders',
  'phones.search': 'Find a number',
  'phones.search.hint': 'Any digits of it',
  'phones.empty':
    'No message has arrived yet. Every message you send stands here as its recipient’s phone shows it.',
  'phones.empty.action': 'Send a message',
  'phones.none': 'No phone has these digits.',
  'phones.list': 'Phones, newest message first',
  'phones.more': 'Show more',
  'phones.choose': 'Choose a phone to read its messages.',
  'phones.back': 'Back to the list',
  'blacklist.title': 'Blacklist',
  'blacklist.lead': 'Blacklist of the account',
};
