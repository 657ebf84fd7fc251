import type { phones as Turkish } from '../tr/phones.js';

export const phones: Record<keyof typeof Turkish, string> = {
  'phones.title': 'Phones',
  'phones.lead': 'Messages on the recipients’ phones, live from the emulator’s network',
  'phones.lead.real': 'Empty with a real account',
  'phones.real':
    'With a real account, messages are delivered to real phones, which this page cannot show. See the reports of your orders for the results.',
  'phones.real.action': 'Go to orders',
  'phones.search': 'Find a number',
  'phones.search.hint': 'Any part of the number',
  'phones.empty': 'No messages yet. Messages that you send appear here as on the recipient’s phone.',
  'phones.empty.action': 'Send a message',
  'phones.none': 'No phone number contains these digits.',
  'phones.list': 'Phones, newest message first',
  'phones.more': 'Show more',
  'phones.choose': 'Choose a phone to read its messages.',
  'phones.back': 'Back to the list',
  'blacklist.title': 'Blacklist',
  'blacklist.lead': 'Blacklist of the account',
};
