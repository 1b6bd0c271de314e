/** Stands before the first message that the reader has not seen. */
export function UnreadLine() {
  return (
    <div className="flex items-center gap-3 pt-3 pb-1 text-time font-semibold text-accent">
      <span className="h-px flex-1 bg-accent" />
      New
      <span className="h-px flex-1 bg-accent" />
    </div>
  );
}
