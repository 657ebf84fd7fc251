import type { ReactNode } from 'react';
import { messagesEn, messagesTr, type Message, type MessageKey } from '../index.js';

const plain = (message: Message): string =>
  typeof message === 'string' ? message : `${message.one} / ${message.other}`;

/** Displays every text of an area in both languages, from the packs, for a legal or language review. */
export function TextDeck({ areas }: { areas: readonly string[] }): ReactNode {
  const keys = (Object.keys(messagesEn) as MessageKey[]).filter((key) =>
    areas.some((area) => key.startsWith(`${area}.`)),
  );
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Türkçe</th>
          <th scope="col">English</th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key}>
            <td>
              <code>{key}</code>
            </td>
            <td lang="tr">{plain(messagesTr[key])}</td>
            <td lang="en">{plain(messagesEn[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
