// Owns: Galley's mark: a galley proof, a long sheet with a folded corner and a cursor.
// Must not know: where it stands.

export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" className="logo">
      <rect className="logo-ground" width="64" height="64" rx="14" />
      <path className="logo-sheet" d="M20 8h17l9 9v39a2 2 0 0 1-2 2H20a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2z" />
      <path className="logo-fold" d="M37 8l9 9h-7a2 2 0 0 1-2-2z" />
      <path className="logo-lines" d="M24 22h10M24 29h16M24 36h16M24 43h9" />
      <path className="logo-cursor" d="M38 39v9M36 39h4M36 48h4" />
    </svg>
  );
}
