// Writes src/theme/tokens.css and src/theme/variables.ts from src/theme/tokens.json, which design tools import as it is
// (Design Tokens Format Module 2025.10). A spec keeps both current.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const inTheme = (name: string): string => fileURLToPath(new URL(`../src/theme/${name}`, import.meta.url));

interface Colour {
  readonly components: readonly number[];
  readonly alpha?: number;
  readonly hex: string;
}

interface Length {
  readonly value: number;
  readonly unit: string;
}

interface ShadowLayer {
  readonly color: Colour;
  readonly offsetX: Length;
  readonly offsetY: Length;
  readonly blur: Length;
}

interface ColourToken {
  readonly $value: Colour;
}

interface Token {
  readonly $type: string;
  readonly $value: unknown;
}

/** Tokens by name. A description of the group is a text among them. */
type Group<T = Token> = Readonly<Record<string, T>>;

interface Tokens {
  readonly color: { readonly light: Group<ColourToken>; readonly dark: Group<ColourToken> };
  readonly size: Readonly<Record<'comfortable' | 'compact' | 'touch', Group>>;
  readonly [group: string]: unknown;
}

const colour = ({ components, alpha, hex }: Colour): string =>
  alpha === undefined ? hex : `rgb(${components.map((part) => Math.round(part * 255)).join(' ')} / ${alpha})`;
const length = ({ value, unit }: Length): string => `${value}${unit}`;
const css = ({ $type, $value }: Token): string => {
  if ($type === 'dimension' || $type === 'duration') return length($value as Length);
  if ($type === 'shadow') return ($value as ShadowLayer[]).map(shadowLayer).join(', ');
  return String($value);
};
const shadowLayer = ({ color, offsetX, offsetY, blur }: ShadowLayer): string => {
  const lengths = [offsetX, offsetY, blur].map((side) => (side.value === 0 ? '0' : length(side)));
  return `${lengths.join(' ')} ${colour(color)}`;
};

/** Tokens of a group, without its description. */
const tokensOf = <T>(group: Group<T>): [string, T][] =>
  Object.entries(group).filter(([name]) => !name.startsWith('$'));

/**
 * 0 or 1: whether white has the higher contrast to the accent. At a relative luminance of 0.1791 black and white both have
 * 4.58:1 (WCAG 2.2, contrast ratio).
 */
const WHITE = 'clamp(0, (0.1791 - 0.2126 * r - 0.7152 * g - 0.0722 * b) * 1000000, 1)';
const grey = (level: string): string =>
  `color(from var(--sms-color-accent) srgb-linear ${level} ${level} ${level})`;

/**
 * Colours that follow the accent. What is written on the accent is black or white, and the accent under the pointer moves
 * away from it. The ink has 4.5:1 on every surface of its theme.
 */
const DERIVED: Readonly<Record<string, string>> = {
  'accent-ink': `light-dark(
      lch(from var(--sms-color-accent) min(l, 40) c h),
      lch(from var(--sms-color-accent) max(l, 70) c h)
    )`,
  'accent-strong': `color-mix(in oklab, var(--sms-color-accent) 86%, ${grey(`calc(1 - ${WHITE})`)})`,
  'on-accent': grey(WHITE),
  'accent-soft': 'color-mix(in oklab, var(--sms-color-accent) 10%, var(--sms-color-surface))',
};

/** Colours of the operating system for each colour of the kit in a forced palette. */
const forced = (name: string): string =>
  /^(?:surface|sunken|raised|on-accent|overlay)$|-soft$/.test(name) ? 'Canvas' : 'CanvasText';

const block = (lines: readonly string[], indent: string): string =>
  lines.map((line) => `${indent}${line}`).join('\n');

/** Reads tokens.json. */
export function readTokens(): Tokens {
  return JSON.parse(readFileSync(inTheme('tokens.json'), 'utf8')) as Tokens;
}

/** Names of the variables without their prefix, in the order of the style sheet. */
function namesOf({ color, size, ...rest }: Tokens): string[] {
  return [
    ...tokensOf(color.light).map(([name]) => `color-${name}`),
    ...Object.keys(DERIVED).map((name) => `color-${name}`),
    ...tokensOf(size.comfortable).map(([name]) => name),
    ...tokensOf(rest as Group<Group>).flatMap(([group, tokens]) =>
      tokensOf(tokens).map(([name]) => (name === 'default' ? group : `${group}-${name}`)),
    ),
  ];
}

/** The text of tokens.css. */
export function styleSheet(tokens: Tokens): string {
  const { color, size, ...rest } = tokens;
  const colours = tokensOf(color.light).map(
    ([name, token]) =>
      `--sms-color-${name}: light-dark(${colour(token.$value)}, ${colour((color.dark[name] ?? token).$value)});`,
  );
  const derived = Object.entries(DERIVED).map(([name, formula]) => `--sms-color-${name}: ${formula};`);
  const sizes = (density: keyof Tokens['size']): string[] =>
    tokensOf(size[density]).map(([name, token]) => `--sms-${name}: ${css(token)};`);
  const others = tokensOf(rest as Group<Group>).flatMap(([group, members]) =>
    tokensOf(members).map(
      ([name, token]) => `--sms-${name === 'default' ? group : `${group}-${name}`}: ${css(token)};`,
    ),
  );
  const system = [...tokensOf(color.light).map(([name]) => name), ...Object.keys(DERIVED)].map(
    (name) => `--sms-color-${name}: ${forced(name)};`,
  );
  return `/* Written by scripts/write-tokens.ts from tokens.json. Do not edit. */
@layer sms.tokens {
  .sms-ui {
${block([...colours, ...derived], '    ')}

${block([...sizes('comfortable'), ...others], '    ')}
  }

  .sms-ui[data-density='compact'] {
${block(sizes('compact'), '    ')}
  }

  @media (pointer: coarse) {
    .sms-ui,
    .sms-ui[data-density] {
${block(sizes('touch'), '      ')}
    }
  }

  /* Uses the person's colours; meaning is in icons, words and patterns. */
  @media (forced-colors: active) {
    .sms-ui,
    .sms-ui[data-theme] {
${block(system, '      ')}
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .sms-ui {
      --sms-motion: 0ms;
    }
  }
}
`;
}

/** The text of variables.ts. */
export function variablesModule(tokens: Tokens): string {
  return `// Written by scripts/write-tokens.ts from tokens.json. Do not edit.

/**
 * The CSS variables that the kit reads. Set them in \`style\` of the provider, or in a rule for \`.sms-ui\`. The other
 * colours of the accent follow \`--sms-color-accent\`, and spacing follows \`--sms-space\`.
 *
 * @example
 * <SmsUiProvider style={{ '--sms-color-accent': '#7c3aed' }} locale="tr" profile={profile}>
 */
export interface SmsVariables {
${namesOf(tokens)
  .map((name) => `  '--sms-${name}'?: string | number;`)
  .join('\n')}
}
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const tokens = readTokens();
  writeFileSync(inTheme('tokens.css'), styleSheet(tokens));
  writeFileSync(inTheme('variables.ts'), variablesModule(tokens));
}
