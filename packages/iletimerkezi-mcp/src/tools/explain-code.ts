import { FAULT_TEXTS, findCode, LOCAL_TEXTS, STATUS_CODES, type ErrorTexts } from 'iletimerkezi-core';
import { McpError } from '../policy/mcp.error.js';
import { MCP_TEXTS } from '../policy/mcp-texts.js';

/** An error code with its explanation in both languages. */
export interface ExplainedCode extends ErrorTexts {
  readonly name: string;
  /** The provider's number; undefined for codes of the packages. */
  readonly code?: number;
}

/** The codes of the packages with their texts: core's, those of the Nest module, and this package's. */
async function named(): Promise<Readonly<Record<string, ErrorTexts>>> {
  // The command answers a client before it has loaded the module.
  const { moduleErrorTexts } = await import('nest-iletimerkezi');
  return { ...LOCAL_TEXTS, ...moduleErrorTexts(), ...MCP_TEXTS };
}

/**
 * Explains a code of the provider, a name, or the code of an input fault.
 * @throws McpError `code-unknown`
 */
export async function explainCode(code: string | number): Promise<ExplainedCode> {
  const text = String(code).trim();
  const listed = /^\d+$/.test(text) ? findCode(Number(text)) : STATUS_CODES.find(({ name }) => name === text);
  if (listed !== undefined) return { code: listed.code, name: listed.name, tr: listed.tr, en: listed.en };
  const texts = await named();
  const own = Object.hasOwn(texts, text) ? texts[text] : undefined;
  if (own !== undefined) return { name: text, tr: own.tr, en: own.en };
  const fault = Object.entries(FAULT_TEXTS).find(([name]) => name === text)?.[1];
  if (fault === undefined) throw new McpError('code-unknown');
  return {
    name: text,
    tr: { title: fault.tr, meaning: '', fix: '' },
    en: { title: fault.en, meaning: '', fix: '' },
  };
}

/** Returns all codes with their explanations. */
export async function explainAll(): Promise<ExplainedCode[]> {
  return [
    ...STATUS_CODES.map(({ code, name, tr, en }) => ({ code, name, tr, en })),
    ...Object.entries(await named()).map(([name, { tr, en }]) => ({ name, tr, en })),
  ];
}
