import type { signIn as Turkish } from '../tr/sign-in.js';

export const signIn: Record<keyof typeof Turkish, string> = {
  'signIn.title': 'Sign-in',
  'signIn.lead': 'The code is sent by SMS to a phone of the emulator',
  'signIn.lead.real':
    'With a real account, each code is sent to your phone from ILETIMERKEZI_SENDER and costs one SMS',
  'signIn.noSender.lead': 'No sender is set, so no codes are sent',
  'signIn.noSender.todo':
    'Codes are sent from the default sender. Write one of your approved senders into the environment and restart the demo:',
  'signIn.samples': 'Numbers to try',
  'signIn.sample.phone': 'receives the message at once',
  'signIn.sample.dead': 'dead phone: the message is not delivered, and the code can be sent again at once',
  'signIn.sample.slow': 'slow operator: the message is delivered after the code has expired',
  'signIn.phone.empty': 'The message appears here as on the recipient’s phone when you send the code.',
  'signIn.done': 'You are signed in',
  'signIn.done.why':
    'The server checked the verification in its own records and accepts it once. It cannot be used for a second sign-in.',
  'signIn.out': 'Sign out',
};
