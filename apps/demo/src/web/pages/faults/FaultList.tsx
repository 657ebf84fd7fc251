import { FAULT_ENDPOINTS, FAULT_KINDS, type FaultView } from '../../../shared/api/emulator.js';
import { useText } from '../../i18n/useText.js';

/** The active faults. */
export function FaultList({
  faults,
  onRemove,
  onClear,
}: {
  faults: readonly FaultView[] | undefined;
  onRemove: (fault: FaultView) => void;
  onClear: () => void;
}) {
  const { t } = useText();
  if (faults === undefined) return null;
  if (faults.length === 0) return <p className="muted faults-none">{t('faults.none')}</p>;
  return (
    <>
      <ul className="fault-list">
        {faults.map((fault) => (
          <li key={fault.id}>
            <span>
              <strong>{nameOf(fault)}</strong>
              <span className="muted">
                {`${whereOf(fault)} · ${t('faults.left', { left: fault.remaining ?? 0, hits: fault.hits })}`}
              </span>
            </span>
            <button
              type="button"
              className="button"
              aria-label={t('faults.remove.one', { fault: nameOf(fault) })}
              onClick={() => onRemove(fault)}
            >
              {t('faults.remove')}
            </button>
          </li>
        ))}
      </ul>
      {faults.length > 1 && (
        <button type="button" className="button" onClick={onClear}>
          {t('faults.clear')}
        </button>
      )}
    </>
  );

  function nameOf({ fault }: FaultView): string {
    const kind = FAULT_KINDS.find((known) => known === fault);
    return kind === undefined ? fault : t(`fault.${kind}`);
  }

  function whereOf({ endpoint }: FaultView): string {
    const known = FAULT_ENDPOINTS.find((name) => name === endpoint);
    return known === undefined ? endpoint : t(`faults.endpoint.${known}`);
  }
}
