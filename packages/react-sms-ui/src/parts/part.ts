/** Marks a part of a component: `data-slot` for the host's CSS, a class for the kit's. */
export interface PartProps {
  'data-slot': string;
  className: string;
}

/** Additional class names of the host by part. */
export type ClassNames<Part extends string> = Partial<Record<Part, string>>;

/**
 * Returns the attributes of a component's parts: `part('bar')` of `segment-counter` has the slot `segment-counter-bar`
 * and the class `sms-segment-counter-bar`; the part `root` has the component's name.
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
