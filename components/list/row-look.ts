import { cn } from '#components/ui/cn.ts';

/** A line of the list pane: two lines of text beside an avatar. */
export const rowLook = (current = false) =>
  cn(
    'focus-inset flex h-16 w-full items-center gap-3 px-4 text-left transition-colors',
    current ? 'bg-selected' : 'hover:bg-hover',
  );
