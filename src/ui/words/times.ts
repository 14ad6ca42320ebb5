/** How times as short as a timeline's are written, in one language. */
export interface Times {
  /** Short times are what the timeline is about: `0.12 ms`, `12 ms`, `1.25 s`, `2 min 11 s`. */
  precisely(ms: number): string;
  /** A moment on the axis, as fine as the step between two. */
  momentOf(ms: number, stepMs: number): string;
}

/** @param language BCP 47 tag. It decides on the decimal sign; ms, s and min are the same in all that we speak. */
export function createTimes(language: string): Times {
  const formats = [0, 1, 2, 3, 4].map(
    (digits) =>
      new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      }),
  );
  const fixed = (value: number, digits: number) => formats[digits]?.format(value) ?? String(value);

  return {
    precisely(ms) {
      if (ms < 1) return `${fixed(ms, 2)} ms`;
      if (ms < 10) return `${fixed(ms, 1)} ms`;
      if (ms < 1000) return `${Math.round(ms)} ms`;
      if (ms < 59_950) return `${fixed(ms / 1000, ms < 9995 ? 2 : 1)} s`;
      const seconds = Math.round(ms / 1000);
      return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
    },
    momentOf(ms, stepMs) {
      if (ms >= 60_000) {
        const seconds = (ms % 60_000) / 1000;
        const digits = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : stepMs >= 1 ? 3 : 4;
        return `${Math.floor(ms / 60_000)}:${fixed(seconds, digits).padStart(digits === 0 ? 2 : digits + 3, '0')}`;
      }
      if (stepMs >= 1000) return `${Math.round(ms / 1000)} s`;
      if (stepMs >= 100) return `${fixed(ms / 1000, 1)} s`;
      if (ms >= 1000) return `${fixed(ms / 1000, stepMs >= 10 ? 2 : stepMs >= 1 ? 3 : 4)} s`;
      return `${fixed(ms, stepMs >= 1 ? 0 : 1)} ms`;
    },
  };
}
