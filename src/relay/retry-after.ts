/**
 * `Retry-After` in milliseconds from now: whole seconds or an HTTP date (RFC 9110, 10.2.3). `null` for what is absent,
 * negative, malformed or past; how long a wait is bearable is for the page to say.
 */
export function parseRetryAfter(text: string | undefined, nowMs: number): number | null {
  const trimmed = text?.trim() ?? '';
  if (/^\d{1,12}$/.test(trimmed)) return Number(trimmed) * 1000;
  // A date begins with the day's name; Date.parse alone would take "-5" for a year.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/i.test(trimmed)) return null;
  const ms = Date.parse(trimmed) - nowMs;
  return ms >= 0 ? ms : null;
}
