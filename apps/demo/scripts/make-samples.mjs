// Writes the sample lists in ../samples: recipients as people really have them. Deterministic, so that the
// counts in samples.spec.ts can be exact. Every number is invented (…000 NNNN), every name is drawn from a list.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FIRST =
  'Ayşe Mehmet Işıl İbrahim Çağla Özgür Şule Gökhan Ümit Zeynep Ömer İpek Barış Ceren Uğur Nazlı Emre Hülya Tuğçe Kaan'.split(
    ' ',
  );
const LAST =
  'Yılmaz Demir Şahin Çelik Öztürk Kılıç Güneş Işık Doğan Aslan Ünal Koç Aydın Erdoğmuş İnce Bozkır Taşçı Gürbüz'.split(
    ' ',
  );
const CITIES = 'İstanbul Ankara İzmir Muğla Şanlıurfa Diyarbakır Eskişehir Çanakkale Ağrı Kütahya'.split(' ');
const PREFIXES = ['501', '505', '530', '532', '535', '538', '541', '542', '544', '551', '553', '555'];

/** The minimal standard generator (Park and Miller): the same numbers on every machine. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** One number in the ways people write it. */
const SPELLINGS = [
  (n) => `0${n}`,
  (n) => n,
  (n) => `+90${n}`,
  (n) => `0090${n}`,
  (n) => `90${n}`,
  (n) => `0${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6, 8)} ${n.slice(8)}`,
  (n) => `+90 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
  (n) => `0${n.slice(0, 3)}-${n.slice(3, 6)}-${n.slice(6)}`,
  (n) => `(0${n.slice(0, 3)}) ${n.slice(3, 6)} ${n.slice(6, 8)} ${n.slice(8)}`,
  (n) => `${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6, 8)} ${n.slice(8)}`,
];

/** Cells that are no Turkish mobile number, at fixed places of the list. */
const NOT_MOBILE = [
  '0212 000 00 12',
  '0312 000 00 34',
  '444 0 000',
  '+49 151 00000042',
  '+44 7700 900123',
  '0530 000 12',
  '053000045678',
  'yok',
  '5,3E+09',
];

function people(count, { seed, duplicateEvery, emptyAt, wrongEvery }) {
  const below = random(seed);
  const pick = (list) => list[below(list.length)];
  const rows = [];
  const numbers = [];
  let wrong = 0;
  for (let position = 1; position <= count; position += 1) {
    if (emptyAt.includes(position)) {
      rows.push(null);
      continue;
    }
    const name = `${pick(FIRST)} ${pick(LAST)}`;
    const city = pick(CITIES);
    if (position % wrongEvery === 0 && wrong < NOT_MOBILE.length) {
      rows.push({ name, city, phone: NOT_MOBILE[wrong] });
      wrong += 1;
    } else if (position % duplicateEvery === 0) {
      rows.push({ name, city, phone: pick(SPELLINGS)(pick(numbers)) });
    } else {
      const number = `${pick(PREFIXES)}000${String(numbers.length + 1).padStart(4, '0')}`;
      numbers.push(number);
      rows.push({ name, city, phone: pick(SPELLINGS)(number) });
    }
  }
  return rows;
}

/**
 * As a Turkish Excel writes it: byte order mark, semicolons, CRLF; one name holds a semicolon, one a line break. Of two
 * people the first name is missing, one has it in capitals, and one a foreign one.
 */
function semicolonSample() {
  const rows = people(1000, { seed: 2026, duplicateEvery: 33, emptyAt: [250, 700], wrongEvery: 111 });
  rows[9].name = '"Ayşe; Mehmet Yılmaz"';
  rows[19].name = '"Işıl\r\nŞahin"';
  const first = rows.map((row) => row?.name.replace(/^"/, '').split(/[ ;\r]/)[0]);
  Object.assign(first, { 6: '', 11: 'AYŞE', 14: 'Charlotte', 40: '' });
  const lines = rows.map((row, index) =>
    row === null
      ? ';;;;'
      : [row.name, row.phone, row.city, first[index], String(((index + 1) * 35) % 2_000)].join(';'),
  );
  return `\uFEFF${['Ad Soyad;Telefon;Şehir;Ad;Puan', ...lines].join('\r\n')}\r\n`;
}

/** As a web shop exports it: commas, LF, the number first. */
function commaSample() {
  const rows = people(120, { seed: 1923, duplicateEvery: 20, emptyAt: [60], wrongEvery: 25 });
  rows[4].name = '"Demir, Özgür"';
  const lines = rows.map((row) => (row === null ? '' : [row.phone, row.name, row.city].join(',')));
  return `${['phone,name,city', ...lines].join('\n')}\n`;
}

/** File name → content. */
export const samples = {
  'recipients.csv': semicolonSample(),
  'recipients-comma.csv': commaSample(),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, content] of Object.entries(samples)) {
    writeFileSync(new URL(`../samples/${name}`, import.meta.url), content);
  }
}
