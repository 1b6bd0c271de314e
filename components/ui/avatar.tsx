import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { initials } from './initials.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

const sizes = {
  small: 'size-6 text-[0.625rem]',
  medium: 'size-8 text-time',
  large: 'size-10 text-meta',
  huge: 'size-16 text-title',
};

/** Whole class names, so that Tailwind finds them. */
const tints = [
  'bg-tint-1 text-on-tint-1',
  'bg-tint-2 text-on-tint-2',
  'bg-tint-3 text-on-tint-3',
  'bg-tint-4 text-on-tint-4',
  'bg-tint-5 text-on-tint-5',
  'bg-tint-6 text-on-tint-6',
  'bg-tint-7 text-on-tint-7',
  'bg-tint-8 text-on-tint-8',
];

interface AvatarProps {
  /** Decides the tint, the same on every page. */
  id: number;
  name: string;
  size?: keyof typeof sizes;
  /** Left out where presence is not known or not shown. */
  presence?: 'online' | 'offline' | undefined;
  /** An icon in place of the initials, for what is not a person. */
  children?: ReactNode;
}

/** Initials on a tint. It stands beside the name, so screen readers hear only the presence. */
export function Avatar({ id, name, size = 'medium', presence, children }: AvatarProps) {
  return (
    <span className="relative inline-flex shrink-0">
      <span
        aria-hidden
        className={cn(
          'inline-flex items-center justify-center rounded-full font-semibold select-none [&_svg]:size-1/2',
          sizes[size],
          tints[Math.abs(id) % tints.length],
        )}
      >
        {children ?? initials(name)}
      </span>
      {presence === 'online' && (
        <span className="absolute -right-px -bottom-px size-2.5 rounded-full bg-positive ring-2 ring-surface" />
      )}
      {presence && <VisuallyHidden>{presence}</VisuallyHidden>}
    </span>
  );
}
