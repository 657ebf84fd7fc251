import { useCallback, useRef, useState } from 'react';
import type { NewOrder, OrderView, Problem } from '../../shared/api.js';
import { api, problemOf } from './api.js';

/** Sends an order once, however often its button is pressed: a repeated try carries the same key. */
export function useSend(onSent: (order: OrderView) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef<string>(undefined);

  const send = useCallback(
    (order: NewOrder) => {
      key.current ??= crypto.randomUUID();
      setBusy(true);
      setProblem(undefined);
      api
        .send(order, key.current)
        .then(onSent, (error: unknown) => setProblem(problemOf(error)))
        .finally(() => setBusy(false));
    },
    [onSent],
  );
  /** Back to editing: what is sent next is another order. */
  const reset = useCallback(() => {
    key.current = undefined;
    setProblem(undefined);
  }, []);
  return { busy, problem, send, reset };
}
