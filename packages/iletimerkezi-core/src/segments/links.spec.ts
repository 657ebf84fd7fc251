import { describe, expect, it } from '@jest/globals';
import { isInputError } from '../input-error.js';
import { IletimerkeziClient } from '../client/index.js';
import { countSegments, findLongLinks } from './index.js';

const SHORT = 'iim.to/abc123';
const LONG = 'https://www.example.com/kampanya/2026/yaz-indirimi?utm_source=sms&utm_campaign=yaz';

describe('links in a text', () => {
  it.each(['english', 'turkish', 'unicode'] as const)(
    'counts a short link as it is written, in %s mode',
    (characterMode) => {
      const options = { characterMode };
      for (const link of [SHORT, `https://${SHORT}`, `http://iim.to/Ab-9_x`]) {
        const text = `Ayrintilar: ${link}`;
        const { text: sent, cost } = countSegments(text, options);
        expect(sent).toBe(text);
        // An underscore is one unit; nothing of a short link takes more.
        expect(cost).toBe(text.length);
      }
    },
  );

  it('finds the links for which a short link is shorter', () => {
    expect(findLongLinks(`Bkz. ${LONG} ya da ${SHORT}`)).toEqual([{ position: 5, length: LONG.length }]);
    expect(findLongLinks(`https://${SHORT} ${SHORT} ornek.com`)).toEqual([]);
    expect(findLongLinks(`WWW.EXAMPLE.COM/BIR/COK/UZUN/ADRES`)).toHaveLength(1);
  });

  it('suggests a short link when a text with a long link is too long', async () => {
    const client = new IletimerkeziClient({
      credentials: { key: 'k', hash: 'h' },
      baseUrl: 'http://127.0.0.1:9',
    });
    const faultOf = async (text: string) => {
      const order = { sender: 'ACME', kind: 'transactional', text, recipients: ['+905301234567'] } as const;
      const error: unknown = await client.sendSms(order).catch((thrown: unknown) => thrown);
      return isInputError(error) ? error.faults[0] : undefined;
    };
    const filler = 'a'.repeat(1_050);
    expect(await faultOf(`${filler} ${LONG}`)).toMatchObject({
      path: 'text',
      message: expect.stringContaining('short link (iim.to) instead of the long one'),
      messageTr: expect.stringContaining('kısa bağlantı (iim.to)'),
    });
    expect(await faultOf('a'.repeat(1_100))).toMatchObject({
      message: expect.stringContaining('shorten it'),
    });
    expect(countSegments(`${filler} ${SHORT}`, { characterMode: 'english' }).parts).toBe(7);
  });
});
