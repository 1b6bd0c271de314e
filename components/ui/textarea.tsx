import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { controlLook } from './control-look.ts';

/** Some lines of text; put it in a `Field`, which gives it its label. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={4}
      {...props}
      className={cn(controlLook, 'field-sizing-content min-h-24 resize-none py-2', className)}
    />
  );
}
