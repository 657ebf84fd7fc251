/** Draws how time and memory follow the size, for the docs: two charts with logarithmic axes, readable on light and dark. */
import type { Row, Step } from './harness.ts';

const WIDTH = 420;
const HEIGHT = 300;
const PLOT = { left: 56, right: 12, top: 34, bottom: 40 };
/** Distinguished by colour, dash and mark. */
const LOOKS = [
  { colour: '#2f7ed8', dash: '' },
  { colour: '#c2571a', dash: '6 3' },
  { colour: '#2e9e5b', dash: '2 3' },
  { colour: '#a04bc4', dash: '8 3 2 3' },
  { colour: '#b58900', dash: '1 4' },
] as const;

interface Line {
  name: string;
  points: { size: number; value: number }[];
}

/** @returns an SVG of both charts, or undefined where no row measures growth. */
export function growthChart(rows: readonly Row[]): string | undefined {
  const grown = rows.flatMap(({ case: title, series }) =>
    series ? [{ name: title.replace(/:.*/, ''), series }] : [],
  );
  if (grown.length === 0) return undefined;
  const lines = (value: (step: Step) => number, least: number): Line[] =>
    grown.map(({ name, series }) => ({
      name,
      points: series.map((step) => ({ size: step.size, value: Math.max(least, value(step)) })),
    }));
  const legendTop = HEIGHT + 12;
  const height = legendTop + grown.length * 20 + 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    '<title>Time and memory against size, logarithmic axes</title>',
    `<style>text{fill:#444}.axis{stroke:#888;stroke-width:.5;opacity:.6}@media(prefers-color-scheme:dark){text{fill:#ccc}}</style>`,
    chart(
      'Time, ms',
      lines(({ ms }) => ms, 0.1),
      0,
    ),
    chart(
      'Memory taken, MB',
      lines(({ mb }) => mb, 1),
      WIDTH,
    ),
    ...grown.map(({ name }, index) => legend(name, index, legendTop + index * 20)),
    '</svg>',
    '',
  ].join('\n');
}

function chart(title: string, lines: readonly Line[], left: number): string {
  const all = lines.flatMap(({ points }) => points);
  const x = scale(
    all.map(({ size }) => size),
    PLOT.left,
    WIDTH - PLOT.right,
  );
  const y = scale(
    all.map(({ value }) => value),
    HEIGHT - PLOT.bottom,
    PLOT.top,
  );
  const axes = [
    ...x.decades.map(
      (at) =>
        `<path class="axis" d="M${x.of(at)} ${PLOT.top}V${HEIGHT - PLOT.bottom}"/>` +
        `<text x="${x.of(at)}" y="${HEIGHT - PLOT.bottom + 18}" text-anchor="middle">${short(at)}</text>`,
    ),
    ...y.decades.map(
      (at) =>
        `<path class="axis" d="M${PLOT.left} ${y.of(at)}H${WIDTH - PLOT.right}"/>` +
        `<text x="${PLOT.left - 6}" y="${y.of(at) + 4}" text-anchor="end">${short(at)}</text>`,
    ),
  ];
  const drawn = lines.map(({ points }, index) => {
    const d = points
      .map(({ size, value }, at) => `${at === 0 ? 'M' : 'L'}${x.of(size)} ${y.of(value)}`)
      .join('');
    return `<path d="${d}" ${stroke(index)}/>`;
  });
  return `<g transform="translate(${left} 0)"><text x="${PLOT.left}" y="18" font-weight="600">${title}</text>${axes.join('')}${drawn.join('')}</g>`;
}

function legend(name: string, index: number, top: number): string {
  return `<path d="M${PLOT.left} ${top + 6}h32" ${stroke(index)}/><text x="${PLOT.left + 42}" y="${top + 10}">${name}</text>`;
}

function stroke(index: number): string {
  const { colour, dash } = LOOKS[index % LOOKS.length] ?? LOOKS[0];
  return `fill="none" stroke="${colour}" stroke-width="2"${dash ? ` stroke-dasharray="${dash}"` : ''}`;
}

/** Maps the values to pixels, with full decades around them. */
function scale(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    decades: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    of: (value: number) => Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)),
  };
}

function short(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 1_000 ? `${value / 1_000}k` : String(Number(value.toPrecision(1)));
}
