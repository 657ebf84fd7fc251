import {
  applySuggestions,
  countSegments,
  errorDocUrl,
  findOffenders,
  MAX_PARTS,
  splitSegments,
  type CharacterMode,
} from 'iletimerkezi-core';
import { explainCode } from './explain-code.js';
import { readTool, type Tool } from './tool.js';

interface ExplainInput {
  readonly code: string | number;
}

interface CountInput {
  readonly text: string;
  readonly recipients?: number;
  readonly characterMode?: CharacterMode;
}

/** Offenders and parts in one answer. */
const LISTED = 50;

/** Tools that compute and look up. They make no call and need no account. */
export const LOCAL_TOOLS: readonly Tool[] = [
  readTool(
    {
      name: 'explain_error',
      title: { tr: 'Hatayı açıklama', en: 'Explain an error' },
      description: {
        tr: 'Bir hata ya da durum kodunu Türkçe ve İngilizce açıklar: ne oldu, neden, ne yapmalı.',
        en: 'Explains an error or status code in Turkish and English: what happened, why, and what to do.',
      },
      inputSchema: {
        type: 'object',
        properties: {
          code: {
            type: ['string', 'integer'],
            description: 'A code of the provider, such as 450, or a name, such as storage-off.',
          },
        },
        required: ['code'],
      },
      output: {
        code: { type: ['string', 'integer'] },
        tr: { type: 'object' },
        en: { type: 'object' },
        docUrl: { type: 'string' },
      },
      isLocal: true,
    },
    async ({ code }: ExplainInput) => {
      const { name, ...explained } = await explainCode(code);
      return { ...explained, name, docUrl: errorDocUrl(name) };
    },
  ),
  readTool(
    {
      name: 'count_segments',
      title: { tr: 'SMS boyunu hesaplama', en: 'Count the parts of a text' },
      description: {
        tr: 'Bir metnin kaç SMS tuttuğunu, bunu uzatan karakterleri ve tasarruf önerilerini döner.',
        en: 'Returns how many billed parts a text has, the characters that lengthen it, and what a replacement saves.',
      },
      inputSchema: {
        type: 'object',
        properties: {
          text: { type: 'string', maxLength: 10_000 },
          recipients: { type: 'integer', minimum: 0, maximum: 10_000_000 },
          characterMode: {
            type: 'string',
            enum: ['english', 'turkish', 'unicode'],
            description: 'Default: the mode of the account.',
          },
        },
        required: ['text'],
      },
      output: {
        encoding: { type: 'string' },
        parts: { type: 'integer' },
        partsMax: { type: 'integer' },
        remaining: { type: 'integer' },
        text: { type: 'string' },
        totalParts: { type: 'integer' },
        tooLong: { type: 'boolean' },
        offenders: { type: 'array', items: { type: 'object' } },
        suggestion: { type: 'object' },
        split: { type: 'array', items: { type: 'string' } },
      },
      isLocal: true,
    },
    async ({ text, recipients = 1, characterMode }: CountInput, { account }) => {
      const counted =
        characterMode === undefined ? account.sms.estimate({ text }) : countSegments(text, { characterMode });
      const { encoding, parts, partsMax, remaining, text: sent } = counted;
      // The mode of the account decides what is converted; without it, the counting that keeps every character is assumed.
      const options = { characterMode: characterMode ?? 'unicode' };
      return {
        encoding,
        parts,
        partsMax,
        remaining,
        text: sent,
        totalParts: parts * recipients,
        tooLong: parts > MAX_PARTS,
        offenders: findOffenders(text, options)
          .slice(0, LISTED)
          .map(({ position, character, name, replacement, effect }) => ({
            position,
            character,
            name,
            replacement,
            effect,
          })),
        suggestion: { ...applySuggestions(text, options) },
        split: splitSegments(sent, options).slice(0, LISTED),
      };
    },
  ),
];
