import {
  type Audience,
  checkText,
  type E164,
  type FaultCode,
  foldHeader,
  inputFault,
  type InputFault,
  InputError,
  OPT_OUT_FIELD,
  OPT_OUT_PLACEHOLDER,
  parsePhone,
  parseTemplate,
  type Template,
  templateInputFaults,
  type TemplateValues,
  valueInputFaults,
} from 'iletimerkezi-core';
import type { EnqueueAccount } from './enqueue-input.js';
import { OutboxError } from './outbox.errors.js';
import type { CampaignMessage, CampaignRecipient } from './outbox.types.js';

/** A recipient of a stream with the text as it is sent. */
export interface ReadRecipient {
  readonly number: E164;
  readonly text: string;
}

/** Distinct texts whose check is remembered. The texts of a template differ, and remembering them would take memory. */
const REMEMBERED_TEXTS = 1_000;

/** Reads the recipients of a campaign's stream: parses numbers, renders the template and checks each text. */
export class RecipientReader {
  readonly #account: EnqueueAccount;
  readonly #common: string | undefined;
  readonly #template: Template | undefined;
  readonly #kind: CampaignMessage['kind'];
  readonly #audience: Audience;
  /** The link is filled after the text was checked, as in a text that is not a template. */
  readonly #linkField: TemplateValues | undefined;
  #checked = new Map<string, string>();

  /** @throws InputError with the faults of the template. */
  constructor(
    account: EnqueueAccount,
    message: CampaignMessage,
    /** Whether the texts of recipients were rendered before. */
    private readonly rendered = false,
  ) {
    this.#account = account;
    this.#kind = message.kind;
    this.#audience = message.kind === 'commercial' ? message.audience : 'BIREYSEL';
    this.#common = message.text;
    this.#template = readTemplate(account, message);
    const link = this.#template?.names.find(isSystem);
    this.#linkField = link === undefined ? undefined : { [link]: OPT_OUT_FIELD };
  }

  /** Whether each recipient has values of a template. */
  get isPersonal(): boolean {
    return this.#template !== undefined;
  }

  /**
   * Reads one recipient.
   * @param row row of the recipient, from 1.
   * @returns the recipient, or the faults of the row. Faults contain names and no values.
   * @throws OutboxError `no-text` when neither the recipient nor the message has a text.
   */
  read(recipient: CampaignRecipient, row: number): ReadRecipient | readonly InputFault[] {
    const path = `recipients[${row - 1}]`;
    const given: { to?: unknown; text?: unknown; values?: unknown } = isObject(recipient)
      ? recipient
      : { to: recipient };
    const { to, values } = given;
    if (typeof to !== 'string') return [inputFault(path, 'recipient-shape')];
    const number = parsePhone(to, { abroad: this.#account.abroad });
    if (!number.ok) return [inputFault(path, `number-${number.reason}` satisfies FaultCode)];
    if (given.text === undefined && this.#template) {
      return this.#render(this.#template, { number: number.value, values, path });
    }
    if (values !== undefined) return [inputFault(`${path}.values`, 'values-without-template')];
    const text = given.text ?? this.#common;
    if (text === undefined) throw new OutboxError('no-text', { row });
    if (typeof text !== 'string') return [inputFault(path, 'recipient-shape')];
    const checked = this.#check(text, path);
    return typeof checked === 'string' ? this.#filled(number.value, checked) : checked;
  }

  #render(
    template: Template,
    { number, values = {}, path }: { number: E164; values: unknown; path: string },
  ): ReadRecipient | readonly InputFault[] {
    const valuesPath = `${path}.values`;
    if (!isObject(values)) return [inputFault(valuesPath, 'object-required')];
    const invalid = namesWithoutText(values);
    if (invalid.length > 0) return valueInputFaults(valuesPath, { ok: false, missing: [], invalid });
    const rendered = template.render({ ...(values as TemplateValues), ...this.#linkField });
    if (!rendered.ok) return valueInputFaults(valuesPath, rendered);
    const result = checkText(rendered.text, { ...this.#account, kind: this.#kind, rendered: true });
    return result.ok ? this.#filled(number, result.value) : below(path, result.faults);
  }

  /** Replaces `{ret}` with the opt-out link of the recipient. */
  #filled(number: E164, text: string): ReadRecipient {
    const { optOut } = this.#account;
    return { number, text: optOut ? optOut.fill(text, { number, audience: this.#audience }) : text };
  }

  /** Checks a text once. Common texts repeat. */
  #check(given: string, path: string): string | readonly InputFault[] {
    const known = this.#checked.get(given);
    if (known !== undefined) return known;
    const result = checkText(given, { ...this.#account, kind: this.#kind, rendered: this.rendered });
    if (!result.ok) return below(path, result.faults);
    if (this.#checked.size >= REMEMBERED_TEXTS) this.#checked = new Map();
    this.#checked.set(given, result.value);
    return result.value;
  }
}

const below = (path: string, faults: readonly InputFault[]): InputFault[] =>
  faults.map((fault) => ({ ...fault, path: `${path}.${fault.path}` }));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Returns the names whose value is neither a text nor absent. */
function namesWithoutText(values: object): string[] {
  const names: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string' && value !== undefined) names.push(name);
  }
  return names;
}

/** @throws InputError with the faults of the template. */
function readTemplate({ optOut }: EnqueueAccount, { template, text }: CampaignMessage): Template | undefined {
  if (template === undefined) return undefined;
  if (text !== undefined) throw faulty([inputFault('template', 'template-or-text')]);
  if (typeof template !== 'string' || template.trim() === '')
    throw faulty([inputFault('template', 'text-empty')]);
  const parsed = parseTemplate(template);
  if (!parsed.ok) throw faulty(templateInputFaults('template', parsed.faults));
  const unfilled = optOut ? undefined : parsed.value.placeholders.find(({ name }) => isSystem(name));
  if (unfilled)
    throw faulty([inputFault('template', 'placeholder-unknown', { placeholder: unfilled.written })]);
  return parsed.value;
}

/** Returns whether the module fills a placeholder. */
const isSystem = (name: string): boolean => foldHeader(name) === OPT_OUT_PLACEHOLDER;

const faulty = (faults: readonly InputFault[]): InputError => new InputError(faults, 'send-sms');
