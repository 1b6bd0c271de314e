import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { controlLook } from './control-look.ts';

/** One line of text; put it in a `Field`, which gives it its label. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input type="text" {...props} className={cn(controlLook, 'touch-target h-10', className)} />;
}
