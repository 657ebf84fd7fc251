/** What marks a part of a component: `data-slot` for the host's CSS, a class for ours. */
export interface PartProps {
  'data-slot': string;
  className: string;
}

/** The host's extra class names, by part. */
export type ClassNames<Part extends string> = Partial<Record<Part, string>>;

/**
 * Names the parts of one component: `part('bar')` of `segment-counter` is the slot `segment-counter-bar`
 * with the class `sms-segment-counter-bar`; the part `root` carries the component's name alone.
 */
export function partsOf<Part extends string>(
  component: string,
  classNames?: ClassNames<Part>,
): (part: Part, extra?: string) => PartProps {
  return (part, extra) => {
    const slot = part === 'root' ? component : `${component}-${part}`;
    const added = classNames?.[part];
    let className = `sms-${slot}`;
    if (extra) className += ` ${extra}`;
    if (added) className += ` ${added}`;
    return { 'data-slot': slot, className };
  };
}
