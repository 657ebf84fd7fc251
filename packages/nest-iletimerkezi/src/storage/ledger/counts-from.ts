/**
 * Returns the moment a record counts from, as SQL: `consentCountsFrom()` of core over the columns of `consent_records`.
 * @param record the table's alias.
 */
export const countsFromOf = (record: string): string => `case
    when ${record}.consent_date >= ${record}.recorded_at then ${record}.recorded_at
    when ${record}.status = 'RET' then
      least(date_trunc('second', ${record}.consent_date) + interval '999 milliseconds', ${record}.recorded_at)
    else date_trunc('second', ${record}.consent_date)
  end`;
