/** Normalising a list of recipients and taking each once, against libphonenumber-js; and reading a pasted list. */
import { parseRecipients } from 'iletimerkezi-core/files';
import { parsePhones } from 'iletimerkezi-core/phone';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { defineBench, durations, row, summarise } from './harness.ts';

const MILLION = 1_000_000;
/** The peer takes a tenth, and its time is scaled: its work grows evenly with the list. */
const PEER_SHARE = 10;

/** The same list in every run: numbers in the forms people write, one in ten repeated. */
function recipients(size: number): string[] {
  let state = 42;
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0);
  const list: string[] = [];
  for (let index = 0; index < size; index += 1) {
    const repeated = index > 100 && index % 10 === 0 ? list[next() % index] : undefined;
    const subscriber = String(next() % 10_000_000).padStart(7, '0');
    const number = `${['530', '532', '535', '541', '542', '505', '551'][next() % 7]}${subscriber}`;
    const forms = [
      number,
      `0${number}`,
      `+90${number}`,
      `0${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6, 8)} ${number.slice(8)}`,
      `+90 (${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6)}`,
    ];
    list.push(repeated ?? forms[next() % forms.length] ?? number);
  }
  return list;
}

function withLibphonenumber(list: readonly string[]): number {
  const seen = new Set<string>();
  for (const input of list) {
    const parsed = parsePhoneNumberFromString(input, 'TR');
    if (parsed?.isPossible() === true) seen.add(parsed.number);
  }
  return seen.size;
}

export default defineBench('recipients', async () => {
  const list = recipients(MILLION);
  const share = list.slice(0, MILLION / PEER_SHARE);
  const sameAnswer = parsePhones(share).phones.length === withLibphonenumber(share);
  if (!sameAnswer) throw new Error('the peer finds other recipients; the ratio would mean nothing');

  const million = await durations({
    ours: () => parsePhones(list),
    peer: () => withLibphonenumber(share),
  });
  const peer = summarise(
    [million.peer.low, million.peer.median, million.peer.high].map((ms) => ms * PEER_SHARE),
  );

  const pasted = `Ad;Telefon\n${list
    .slice(0, 50_000)
    .map((number) => `Ayşe Işık;${number}`)
    .join('\n')}\n`;
  const numbers = list.slice(0, 50_000);
  const paste = await durations(
    { ours: () => parseRecipients(pasted), peer: () => withLibphonenumber(numbers) },
    { rounds: 9, warmup: 3 },
  );

  return [
    row({
      case: 'normalise and take once, 1,000,000 recipients',
      unit: 'ms',
      ours: million.ours,
      peers: { 'libphonenumber-js': peer },
      bar: { ratio: 5 },
      higherIsBetter: false,
    }),
    row({
      case: 'read a pasted list of 50,000 rows',
      unit: 'ms',
      ours: paste.ours,
      peers: { 'libphonenumber-js, numbers only': paste.peer },
      bar: { ratio: 1.5 },
      higherIsBetter: false,
    }),
  ];
});
