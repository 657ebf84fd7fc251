import { lawfulText } from 'iletimerkezi-core/content';
import { countRow, parseTemplate } from 'iletimerkezi-core/templates';
import { randomFrom } from './random.ts';

const PIECES = [
  '{ad}',
  "{ad:'e}",
  '{ad|müşterimiz}',
  '{şehir:’den|y}',
  '{ret}',
  '{{ad}}',
  '{',
  '}',
  '%ad%',
  '\\',
  '\\{',
  '|',
  'Ayşe',
  'ISPARTA',
  'İbrahim',
  'ağaç',
  ' ',
  ' ',
  '\n',
  '\0',
  '\ud83d',
  '\ude00',
  '🎉',
  'ı',
  '\u0327',
  '\u200d',
  '\ufeff',
  '’',
  '€',
  '[siparis_no]',
  'indirim',
  'Mersis 0123456789012345',
  'SMS ret: RET yaz 4050',
  'x'.repeat(70),
] as const;

const MODES = ['english', 'turkish', 'unicode'] as const;

const BRAND = {
  title: 'Örnek',
  identity: { mersis: '0123456789012345' },
  optOut: { keyword: 'RET', number: '4050' },
} as const;

/** The outcomes of many templates with values, as counts and a hash of all texts, parts and costs in order. */
export interface TemplateDigest {
  rendered: number;
  faulty: number;
  hash: string;
}

/** Renders and counts random templates with random values. Runs in Node and in a browser. */
export function templateDigest(seed: number, rounds: number): TemplateDigest {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const text = (): string => {
    let made = '';
    for (let left = below(9); left > 0; left -= 1) made += PIECES[below(PIECES.length)] ?? '';
    return made;
  };
  const digest = { rendered: 0, faulty: 0 };
  let one = 0x811c9dc5;
  let other = 0x1000193;
  const add = (part: string): void => {
    for (let index = 0; index < part.length; index += 1) {
      const unit = part.charCodeAt(index);
      one = Math.imul(one ^ unit, 0x01000193);
      other = Math.imul(other ^ unit, 0x85ebca6b) ^ (other >>> 13);
    }
  };
  for (let round = 0; round < rounds; round += 1) {
    const parsed = parseTemplate(
      lawfulText({ kind: below(2) === 0 ? 'commercial' : 'transactional', text: text() }, BRAND),
    );
    const values = { ad: text(), Şehir: text(), ret: 'https://ornek.com/r/abcdefghijk' };
    const characterMode = MODES[below(3)] ?? 'unicode';
    if (!parsed.ok) {
      digest.faulty += 1;
      for (const { code, written, position } of parsed.faults) add(`${code} ${written} ${position}\n`);
      continue;
    }
    const row = countRow(parsed.value, values, { characterMode });
    if (row.ok) {
      digest.rendered += 1;
      const { parts, partsMax, cost, encoding } = row.count;
      add(
        `${row.text} ${row.count.text} ${parts} ${partsMax} ${cost} ${encoding} ${row.withoutSuffix.join()}\n`,
      );
    } else {
      digest.faulty += 1;
      add(`${row.missing.join()} ${row.invalid.join()}\n`);
    }
  }
  return { ...digest, hash: `${(one >>> 0).toString(16)}-${(other >>> 0).toString(16)}` };
}
