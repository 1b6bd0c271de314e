import { cn } from './cn.ts';

/** A grey shape of what is coming; seen only if that takes longer than 300 ms. Size it by `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block animate-late rounded-control bg-selected', className)} />;
}
