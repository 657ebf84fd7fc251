/** Renders and counts the personal texts of a list, against counting as many plain texts in the same run. */
import { countSegments } from 'iletimerkezi-core/segments';
import { parseTemplate, TemplateCounter } from 'iletimerkezi-core/templates';
import { consume, defineBench, durations, row } from './harness.ts';

const ROWS = 50_000;
const NAMES = ['Ayşe', 'Mehmet', 'Işıl', 'İbrahim', 'Çağla', 'Charlotte', 'Özgür Çelik', ''];
const unicode = { characterMode: 'unicode' } as const;

export default defineBench('templates', async () => {
  const parsed = parseTemplate(
    "Sayın {ad|müşterimiz}, {puan} puanınız var. {ad:'e|Size} özel fırsatlar bekliyor.",
  );
  if (!parsed.ok) throw new Error('the template has faults');
  const template = parsed.value;
  const people = Array.from({ length: ROWS }, (_, index) => ({
    ad: NAMES[index % NAMES.length] ?? '',
    puan: String(index),
  }));
  const texts = people.map((values) => {
    const rendered = template.render(values);
    return rendered.ok ? rendered.text : '';
  });
  const { ours, plain } = await durations({
    ours: () => {
      const counter = new TemplateCounter(template, unicode);
      for (const values of people) counter.add(values);
      consume(counter.cost());
    },
    plain: () => {
      for (const text of texts) consume(countSegments(text, unicode));
    },
  });
  return [
    row({
      case: 'render and count 50,000 personal texts',
      unit: 'ms',
      ours,
      peers: { 'counting 50,000 plain texts': plain },
      bar: { ratio: 0.2 },
      higherIsBetter: false,
    }),
  ];
});
