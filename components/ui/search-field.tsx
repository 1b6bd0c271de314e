'use client';
import { Search, X } from 'lucide-react';
import { type ComponentProps, type KeyboardEvent, useRef } from 'react';
import { cn } from './cn.ts';
import { IconButton } from './icon-button.tsx';

interface SearchFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> {
  /** Its name for screen readers. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
}

/** Filters what stands below it; Esc empties it, and only an empty one lets Esc through. */
export function SearchField({ label, value, onValueChange, className, ...props }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const clearOnEscape = (event: KeyboardEvent<HTMLInputElement>) => {
    props.onKeyDown?.(event);
    if (event.key !== 'Escape' || value === '' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onValueChange('');
  };
  return (
    <span className={cn('relative block', className)}>
      <Search
        aria-hidden
        strokeWidth={1.5}
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-muted"
      />
      <input
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        {...props}
        ref={input}
        type="search"
        aria-label={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={clearOnEscape}
        className="touch-target typed-text h-9 w-full rounded-control bg-hover pr-9 pl-8.5 placeholder:text-muted [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <IconButton
          size="small"
          label="Clear"
          className="absolute inset-y-0 right-1 my-auto"
          onClick={() => {
            onValueChange('');
            input.current?.focus();
          }}
        >
          <X aria-hidden strokeWidth={1.5} />
        </IconButton>
      )}
    </span>
  );
}
