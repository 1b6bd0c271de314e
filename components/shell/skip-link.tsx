/** The first stop of the Tab key: past the rail and the list, to what the page is about. */
export function SkipLink({ target }: { target: string }) {
  return (
    <a
      href={`#${target}`}
      className="fixed top-2 left-2 z-50 rounded-control border border-control bg-raised px-4 py-2 text-meta font-medium not-focus:sr-only"
    >
      Skip to content
    </a>
  );
}
