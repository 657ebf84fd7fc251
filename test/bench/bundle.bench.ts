/**
 * Measures what core and each component add to a page, gzipped, with dependencies but without React. Tables are compared
 * with two peers.
 */
import {
  CORE_LIMITS,
  gzippedBytes,
  KIT_LIMITS,
  sizeKb,
  STYLES_MAX_KB,
  stylesKb,
} from '../support/gzipped.ts';
import { defineBench, row, summarise } from './harness.ts';

/** The modules of each peer for a virtual table that sorts and filters. */
const TABLE_PEERS = {
  'TanStack Table 9 + Virtual': `export { useTable, tableFeatures, rowSortingFeature, columnFilteringFeature,
    createSortedRowModel, createFilteredRowModel } from '@tanstack/react-table';
    export { useVirtualizer } from '@tanstack/react-virtual';`,
  'AG Grid Community 36': `export { AgGridReact } from 'ag-grid-react';
    export { ModuleRegistry, ClientSideRowModelModule, TextFilterModule } from 'ag-grid-community';`,
};

export default defineBench('bundle', async () => {
  const peers = Object.fromEntries(
    Object.entries(TABLE_PEERS).map(([name, code]) => [name, summarise([gzippedBytes(code) / 1000])]),
  );
  return [
    ...[...CORE_LIMITS, ...KIT_LIMITS].map((limit) =>
      row({
        case: limit.case,
        unit: 'kB',
        ours: summarise([sizeKb(limit)]),
        ...(limit.case.startsWith('ReportTable') && { peers }),
        bar: { max: limit.maxKb },
        higherIsBetter: false,
      }),
    ),
    row({
      case: 'styles.css',
      unit: 'kB',
      ours: summarise([stylesKb()]),
      bar: { max: STYLES_MAX_KB },
      higherIsBetter: false,
    }),
  ];
});
