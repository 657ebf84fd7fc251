'use client';
import {
  cloneElement,
  forwardRef,
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ReactElement,
} from 'react';
import { partsOf, type ClassNames } from '../../parts/part.js';

/** The parts of a Tooltip that take a class name. */
export type TooltipPart = 'root' | 'bubble' | 'text';

export interface TooltipProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  /** What the element is or does, in a few words. */
  text: string;
  /** The element, which takes the focus: a button, a link, or one with `tabIndex={0}`. */
  children: ReactElement<{ 'aria-describedby'?: string }>;
  /**
   * Whether screen readers read the text as the description of the element. `false` where the element already has it as its
   * name. Default true.
   */
  describes?: boolean;
  classNames?: ClassNames<TooltipPart>;
}

/** Distance from the edge of the window, in CSS pixels. */
const EDGE = 8;

/**
 * Displays a short text while the pointer is over an element or its focus is visible. Esc hides it, and the pointer can move
 * over it (WCAG 1.4.13).
 *
 * @example <Tooltip text="Yenile" describes={false}><Button aria-label="Yenile"><Icon name="refresh" /></Button></Tooltip>
 */
export const Tooltip = forwardRef<HTMLSpanElement, TooltipProps>(function Tooltip(
  {
    text,
    children,
    describes = true,
    classNames,
    className,
    onPointerEnter,
    onPointerLeave,
    onFocus,
    onBlur,
    ...rest
  },
  ref,
) {
  const part = partsOf('tooltip', classNames);
  const id = useId();
  const bubble = useRef<HTMLSpanElement>(null);
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const isOpen = isPointed || isFocused;

  useEffect(() => {
    const element = bubble.current;
    const anchor = element?.previousElementSibling;
    if (!isOpen || !element || !anchor) return undefined;
    // Browsers without popovers display it in the page.
    element.showPopover?.();
    const place = (): void => placeBy(anchor, element);
    const hide = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // A dialog around it stays open.
      event.preventDefault();
      setPointed(false);
      setFocused(false);
    };
    place();
    // Its size changes with the text and the density.
    const sizes = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(place);
    for (const one of [anchor, element]) sizes?.observe(one);
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    document.addEventListener('keydown', hide, true);
    return () => {
      sizes?.disconnect();
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
      document.removeEventListener('keydown', hide, true);
      element.hidePopover?.();
    };
  }, [isOpen]);

  const described = [children.props['aria-describedby'], id].filter(Boolean).join(' ');
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- observes the element in it
    <span
      {...rest}
      {...part('root', className)}
      ref={ref}
      data-open={isOpen || undefined}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        // A finger covers what it touches; the focus shows the text.
        if (event.pointerType !== 'touch') setPointed(true);
      }}
      onPointerLeave={(event) => {
        onPointerLeave?.(event);
        setPointed(false);
      }}
      onFocus={(event) => {
        onFocus?.(event);
        if (isFocusVisible(event.target)) setFocused(true);
      }}
      onBlur={(event) => {
        onBlur?.(event);
        setFocused(false);
      }}
    >
      {describes ? cloneElement(children, { 'aria-describedby': described }) : children}
      {/* A description has to be in the page while it is not displayed. */}
      {describes || isOpen ? (
        <span
          {...part('bubble')}
          ref={bubble}
          id={id}
          role="tooltip"
          aria-hidden={describes ? undefined : true}
          popover="manual"
        >
          <span {...part('text')}>{text}</span>
        </span>
      ) : null}
    </span>
  );
});

/** Places the bubble above the element, or below it where it does not fit, within the window. */
function placeBy(anchor: Element, bubble: HTMLElement): void {
  const { left, top, bottom, width } = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = bubble;
  const most = document.documentElement.clientWidth - offsetWidth - EDGE;
  bubble.style.left = `${Math.max(EDGE, Math.min(left + (width - offsetWidth) / 2, most))}px`;
  bubble.style.top = `${top >= offsetHeight ? top - offsetHeight : bottom}px`;
}

/** A press with the pointer focuses a button without a visible focus. */
function isFocusVisible(element: Element): boolean {
  return element.matches(':focus-visible');
}
