import Link from 'next/link';
import { cn } from '#components/ui/cn.ts';
import { Count } from '#components/ui/count.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { RailEntry } from './rail.tsx';

/** One place of the rail. Its name is under the icon on a phone, where nothing hovers, and a tooltip elsewhere. */
export function RailLink({
  href,
  label,
  icon,
  count = 0,
  counted = 'unread',
  active,
}: RailEntry & { active: boolean }) {
  return (
    <Tooltip label={label} side="right">
      <Link
        href={href}
        aria-current={active ? 'page' : undefined}
        className={cn(
          'focus-inset relative flex flex-1 flex-col items-center justify-center gap-0.5 pt-1.5 pb-1 transition-colors md:size-10 md:flex-none md:rounded-control md:p-0 [&_svg]:size-5',
          active ? 'text-accent md:bg-selected' : 'text-muted hover:text-text md:hover:bg-hover',
        )}
      >
        {icon}
        <span className="text-time md:sr-only">{label}</span>
        <span className="absolute top-0.5 left-1/2 ml-1 md:-top-0.5 md:left-auto md:-right-1 md:ml-0">
          <Count value={count} label={counted} />
        </span>
      </Link>
    </Tooltip>
  );
}
