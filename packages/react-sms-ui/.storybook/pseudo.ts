import { messagesEn, type Message, type Messages } from '../src/index.js';

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'ï',
  o: 'ö',
  u: 'ü',
  A: 'Â',
  E: 'Ê',
  I: 'Î',
  O: 'Ô',
  U: 'Û',
};

/** Lengthens texts by a third and marks them: text without marks on a page does not come from a pack. */
const stretch = (text: string): string =>
  `⟦${text.replaceAll(/\{\w+\}|[aeiouAEIOU]/g, (found) => ACCENTED[found] ?? found)}${'·'.repeat(Math.ceil(text.length / 3))}⟧`;

const pseudo = (message: Message): Message =>
  typeof message === 'string'
    ? stretch(message)
    : { one: stretch(message.one), other: stretch(message.other) };

/** The English pack with lengthened texts. */
export const messagesPseudo = Object.fromEntries(
  Object.entries(messagesEn).map(([key, message]) => [key, pseudo(message)]),
) as Messages;
