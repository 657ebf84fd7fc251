'use client';
import {
  createContext,
  forwardRef,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react';
import { activeElementOf } from '../../parts/findById.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import { Toast, type ToastCloseReason, type ToastProps } from './Toast.js';

/** A toast to display. */
export type NewToast = Pick<ToastProps, 'message' | 'onUndo' | 'duration'>;

/** Displays a toast. A toast with the same `message` is replaced. */
export type ShowToast = (toast: NewToast) => void;

/** The parts of a Toaster that take a class name. */
export type ToasterPart = 'root' | 'list';

export interface ToasterProps extends ComponentPropsWithoutRef<'section'> {
  /** The page, whose components display toasts by `useToast`. */
  children?: ReactNode;
  classNames?: ClassNames<ToasterPart>;
}

const ShowContext = createContext<ShowToast | null>(null);

/** Returns the function that displays a toast in the nearest `Toaster`. Throws outside of one. */
export function useToast(): ShowToast {
  const show = useContext(ShowContext);
  if (show === null) {
    throw new Error(
      'useToast was called outside of Toaster, so there is no place for a toast. Wrap your page in <Toaster>.',
    );
  }
  return show;
}

/**
 * Displays the toasts of the components below it in a status region at the edge of the screen, the newest last. F8 moves the
 * focus to the newest toast, and back when it closes.
 *
 * @example
 * <Toaster><Page /></Toaster>
 * const show = useToast();
 * show({ message: 'Liste silindi.', onUndo: restore });
 */
export const Toaster = forwardRef<HTMLElement, ToasterProps>(function Toaster(
  { children, classNames, className, ...rest },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf('toaster', classNames);
  const [toasts, setToasts] = useState<readonly (NewToast & { id: number })[]>([]);
  const list = useRef<HTMLDivElement>(null);
  const lastId = useRef(0);
  /** What had the focus before it moved into a toast. */
  const before = useRef<Element | null>(null);

  const show = useCallback<ShowToast>((toast) => {
    lastId.current += 1;
    const added = { ...toast, id: lastId.current };
    setToasts((shown) => [...shown.filter(({ message }) => message !== toast.message), added]);
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F8' || event.altKey || event.ctrlKey || event.metaKey) return;
      const newest = list.current?.querySelector<HTMLElement>('[data-slot=toast]:last-child button');
      if (!newest) return;
      event.preventDefault();
      newest.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const close = (id: number, reason: ToastCloseReason): void => {
    const hadFocus = list.current?.contains(activeElementOf(list.current)) ?? false;
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
    // The focused button is removed with its toast.
    if (hadFocus && reason !== 'time' && before.current instanceof HTMLElement) before.current.focus();
  };

  return (
    <ShowContext.Provider value={show}>
      {children}
      <section aria-label={t('toast.region')} {...rest} {...part('root', className)} ref={ref}>
        <div {...part('list')} ref={list} role="status" aria-atomic="false" aria-relevant="additions text">
          {toasts.map(({ id, ...toast }) => (
            <Toast
              key={id}
              {...toast}
              onFocus={({ relatedTarget }) => {
                if (!list.current?.contains(relatedTarget)) before.current = relatedTarget;
              }}
              onClose={(reason) => close(id, reason)}
            />
          ))}
        </div>
      </section>
    </ShowContext.Provider>
  );
});
