/** The business hours as a table `hours`, from arrays of weekdays and minutes. */
export const hoursTable = (weekdays: string, opens: string, closes: string) =>
  `hours as materialized (
    select * from unnest(${weekdays}::int[], ${opens}::int[], ${closes}::int[]) as h (weekday, opens, closes))`;

/**
 * Seconds of business time between two moments, over `hours` and a time zone. Each local day's hours become moments by
 * themselves, so a day of 23 or 25 hours has what its clock says; the day before may reach into the first one. What
 * overlaps, or does so because a clock skips it, counts once.
 */
export const businessSeconds = (since: string, until: string, zone: string) => `(
  select coalesce(sum(extract(epoch from upper(part) - lower(part))), 0)::float8
  from unnest((
    select range_agg(tstzrange(w.opens, w.closes))
    from generate_series(
      date_trunc('day', ${since} at time zone ${zone}) - interval '1 day',
      ${until} at time zone ${zone}, interval '1 day') as d (day)
    join hours h on h.weekday = extract(isodow from d.day)
    cross join lateral (select
      (d.day + make_interval(mins => h.opens)) at time zone ${zone} as opens,
      (d.day + make_interval(mins => h.closes)) at time zone ${zone} as closes) w
    where w.opens < w.closes
  ) * tstzmultirange(tstzrange(${since}, greatest(${since}, ${until})))) as part)`;
