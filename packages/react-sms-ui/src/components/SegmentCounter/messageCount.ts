import { countSegments, type SegmentCount, type SegmentOptions } from 'iletimerkezi-core/segments';
import type { SmsUi } from '../../provider/context.js';

/** A placeholder in a text, `{name}`, that is replaced for each recipient. */
export interface TemplateVariable {
  name: string;
  /** Label for people, such as "First name". */
  label: string;
  /** The shortest and the longest value among the recipients, which give the range of the count. */
  shortest: string;
  longest: string;
  /** The value in the preview. */
  sample: string;
}

/** The count with the longest values, and the number of SMS with the shortest ones. */
export interface MessageCount extends SegmentCount {
  least: number;
  most: number;
  /** Whether the range is due to the provider's undocumented counting rather than to variables. */
  mayBillMore: boolean;
}

/** Replaces every known variable in a text. */
export function fillVariables(
  text: string,
  variables: readonly TemplateVariable[] | undefined,
  by: 'shortest' | 'longest' | 'sample',
): string {
  if (!variables?.length) return text;
  return text.replaceAll(/\{([^{}\s]+)\}/g, (placeholder, name: string) => {
    return variables.find((variable) => variable.name === name)?.[by] ?? placeholder;
  });
}

export function countMessage(
  text: string,
  variables: readonly TemplateVariable[] | undefined,
  options: SegmentOptions,
): MessageCount {
  const longest = fillVariables(text, variables, 'longest');
  const shortest = fillVariables(text, variables, 'shortest');
  const count = countSegments(longest, options);
  const least =
    shortest === longest ? count.parts : Math.min(count.parts, countSegments(shortest, options).parts);
  const mayBillMore = least === count.parts && count.partsMax > count.parts;
  return { ...count, least, most: count.partsMax, mayBillMore };
}

/** "2 SMS", or "2–3 SMS" for a range. */
export function partsText({ t }: Pick<SmsUi, 't'>, { least, most }: MessageCount): string {
  return most > least ? t('counter.partsRange', { least, most }) : t('counter.parts', { count: most });
}

/** "1,200 credits", or "1,200–2,400 credits" for a range. */
export function creditsText(
  { t }: Pick<SmsUi, 't'>,
  { least, most }: { least: number; most: number },
): string {
  return most > least ? t('counter.creditsRange', { least, most }) : t('counter.credits', { count: most });
}

/** "1,200 credits for 600 recipients". */
export function costText(ui: Pick<SmsUi, 't'>, { least, most }: MessageCount, recipients: number): string {
  return ui.t('counter.cost', {
    credits: creditsText(ui, { least: least * recipients, most: most * recipients }),
    recipients: ui.t('counter.recipients', { count: recipients }),
  });
}
