export { FilterBar, type FilterBarPart, type FilterBarProps, type FilterDefinition } from './FilterBar.js';
export { filtersFromQuery, filtersToQuery, hasFilters, NO_FILTERS, type FilterValue } from './filterValue.js';
