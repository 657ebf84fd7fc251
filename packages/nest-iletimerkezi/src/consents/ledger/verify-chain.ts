import type { LedgerRepository } from '../../storage/ledger/ledger.repository.js';
import { chainHash, CHAIN_START, commitTo, textHash } from './chain.js';
import type { ChainReport } from './ledger.types.js';
import type { LedgerRecord } from '../../storage/ledger/ledger-rows.js';

const PAGE = 5_000;

type Fault = Exclude<ChainReport, { valid: true }>['fault'];

/**
 * Reads a brand's chain from its first record and computes every hash again.
 * @param expected a head stored elsewhere earlier. The chain must have passed through it.
 */
export async function verifyChain(
  ledger: LedgerRepository,
  brandCode: string,
  expected: string | undefined,
): Promise<ChainReport> {
  // Read before the head: records appended from here on come after the end that is read next.
  const last = await ledger.last(brandCode);
  const { length, head } = (await ledger.head(brandCode)) ?? { length: 0, head: CHAIN_START };
  let previous = CHAIN_START;
  let position = 0;
  let erased = 0;
  let passed = expected === undefined || expected === previous;
  while (position < length) {
    const page = await ledger.page(brandCode, position, Math.min(PAGE, length - position));
    if (page.length === 0) return { valid: false, position: position + 1, fault: 'missing' };
    for (const record of page) {
      position += 1;
      const fault = faultOf(record, position, previous);
      if (fault) return { valid: false, position, fault };
      if (record.recipient === undefined) erased += 1;
      previous = record.hash;
      passed ||= previous === expected;
    }
  }
  if (previous !== head || last > length || !passed) return { valid: false, position, fault: 'cut-off' };
  return { valid: true, records: position, erased, head: previous };
}

function faultOf(record: LedgerRecord, position: number, previous: string): Fault | undefined {
  if (record.position !== position) return 'missing';
  if (chainHash(previous, record) !== record.hash) return 'changed';
  const { salt, recipient, trace, commitment, text, form } = record;
  if (salt !== undefined && recipient !== undefined && commitTo(salt, recipient, trace) !== commitment) {
    return 'personal-changed';
  }
  if (text !== undefined && !form?.includes(textHash(text))) return 'text-changed';
  return undefined;
}
