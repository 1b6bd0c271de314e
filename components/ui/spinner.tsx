import { LoaderCircle } from 'lucide-react';
import { cn } from './cn.ts';

/** For inside a button that is busy; pages show skeletons instead. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden strokeWidth={1.5} className={cn('size-4 animate-spin', className)} />;
}
