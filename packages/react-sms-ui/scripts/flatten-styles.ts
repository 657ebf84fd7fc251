/** The kit's layers in order of increasing precedence. */
const LAYERS = ['sms.reset', 'sms.tokens', 'sms.components', 'sms.states'] as const;

/** Raises the specificity of the strongest layer's rules above the rest, as the layer does. */
const STRONGEST = '.sms-ui.sms-ui.sms-ui.sms-ui ';

/**
 * Returns the styles without cascade layers, for a page with element styles outside of layers, which take precedence
 * over every layer.
 */
export function flattenStyles(css: string): string {
  const rules = new Map<string, string>(LAYERS.map((layer) => [layer, '']));
  const source = css.replaceAll(/\/\*[^]*?\*\//g, '');
  const opening = /@layer\s+([\w.]+)\s*\{/g;
  for (let match = opening.exec(source); match; match = opening.exec(source)) {
    const [, layer = ''] = match;
    const known = rules.get(layer);
    if (known === undefined)
      throw new Error(`the styles have a layer that flattenStyles has no order for: ${layer}`);
    const end = closing(source, opening.lastIndex);
    const body = source.slice(opening.lastIndex, end);
    rules.set(layer, known + (layer === 'sms.states' ? strengthen(body) : body));
    opening.lastIndex = end + 1;
  }
  return [...rules.values()].join('\n');
}

/** Returns the position of the brace that closes the block at `start`. */
function closing(css: string, start: number): number {
  let depth = 1;
  for (let index = start; index < css.length; index += 1) {
    if (css[index] === '{') depth += 1;
    else if (css[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error('the styles have a block that is never closed');
}

/** Prefixes every selector; conditions such as `@media` are unchanged. */
function strengthen(css: string): string {
  return css.replaceAll(/([^{}]+)\{/g, (rule, prelude: string) => {
    // A declaration before a nested rule would end in a semicolon; the kit has no nested rules.
    const selectors = prelude.trim();
    if (selectors.startsWith('@')) return rule;
    return `${splitSelectors(selectors)
      .map((selector) => STRONGEST + selector.replace(/^\.sms-ui\s+/, ''))
      .join(', ')} {`;
  });
}

/** Splits at commas outside of brackets. */
function splitSelectors(list: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < list.length; index += 1) {
    if (list[index] === '(') depth += 1;
    else if (list[index] === ')') depth -= 1;
    else if (list[index] === ',' && depth === 0) {
      found.push(list.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...found, list.slice(start).trim()];
}
