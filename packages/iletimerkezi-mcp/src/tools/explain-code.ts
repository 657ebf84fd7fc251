import { FAULT_TEXTS, findCode, LOCAL_TEXTS, STATUS_CODES, type ErrorTexts } from 'iletimerkezi-core';
import { moduleErrorTexts } from 'nest-iletimerkezi';
import { McpError } from '../policy/mcp.error.js';
import { MCP_TEXTS } from '../policy/mcp-texts.js';

/** An error code with its explanation in both languages. */
export interface ExplainedCode extends ErrorTexts {
  readonly name: string;
  /** The provider's number; undefined for codes of the packages. */
  readonly code?: number;
}

/** The codes of the packages with their texts: core's, those of the Nest module, and this package's. */
const NAMED: Readonly<Record<string, ErrorTexts>> = { ...LOCAL_TEXTS, ...moduleErrorTexts(), ...MCP_TEXTS };

/**
 * Explains a code of the provider, a name, or the code of an input fault.
 * @throws McpError `code-unknown`
 */
export function explainCode(code: string | number): ExplainedCode {
  const text = String(code).trim();
  const listed = /^\d+$/.test(text) ? findCode(Number(text)) : STATUS_CODES.find(({ name }) => name === text);
  if (listed !== undefined) return { code: listed.code, name: listed.name, tr: listed.tr, en: listed.en };
  const named = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  if (named !== undefined) return { name: text, tr: named.tr, en: named.en };
  const fault = Object.entries(FAULT_TEXTS).find(([name]) => name === text)?.[1];
  if (fault === undefined) throw new McpError('code-unknown');
  return {
    name: text,
    tr: { title: fault.tr, meaning: '', fix: '' },
    en: { title: fault.en, meaning: '', fix: '' },
  };
}

/** Returns all codes with their explanations. */
export function explainAll(): ExplainedCode[] {
  return [
    ...STATUS_CODES.map(({ code, name, tr, en }) => ({ code, name, tr, en })),
    ...Object.entries(NAMED).map(([name, { tr, en }]) => ({ name, tr, en })),
  ];
}
