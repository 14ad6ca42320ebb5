/** The product as a sign: one picture in three sizes, sharing a corner. The same drawing as `public/icon.svg`. */
export function Mark() {
  return (
    <svg width="36" height="36" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="28" height="28" rx="5" fill="var(--ink)" />
      <rect x="2" y="11" width="19" height="19" rx="4" fill="var(--pencil)" />
      <rect x="2" y="20.5" width="9.5" height="9.5" rx="3" fill="var(--sheet)" />
    </svg>
  );
}
