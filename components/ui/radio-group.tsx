'use client';
import { RadioGroup as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface RadioGroupProps<Value extends string> {
  /** What is being chosen, for screen readers. */
  label: string;
  options: readonly { value: Value; label: string; hint?: string; icon?: ReactNode }[];
  value: Value | undefined;
  onValueChange: (value: Value) => void;
}

/** One of a few, each a row that can be pressed anywhere. */
export function RadioGroup<Value extends string>({ label, options, ...props }: RadioGroupProps<Value>) {
  return (
    <Radix.Root
      aria-label={label}
      value={props.value ?? null}
      onValueChange={(value) => {
        const chosen = options.find((option) => option.value === value);
        if (chosen) props.onValueChange(chosen.value);
      }}
      className="flex flex-wrap gap-2"
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          className="group touch-target flex min-w-32 flex-1 items-center gap-2.5 rounded-control border border-control bg-raised px-3 py-2 text-left transition-colors hover:bg-background data-[state=checked]:border-accent data-[state=checked]:bg-accent-weak"
        >
          {option.icon && (
            <span className="text-muted group-data-[state=checked]:text-accent [&_svg]:size-[1.125rem]">
              {option.icon}
            </span>
          )}
          <span className="flex-1">
            <span className="block text-meta font-medium">{option.label}</span>
            {option.hint && <span className="block text-meta text-muted">{option.hint}</span>}
          </span>
          <span className="flex size-4 shrink-0 items-center justify-center rounded-full border border-control group-data-[state=checked]:border-accent">
            <Radix.Indicator className="size-2 rounded-full bg-accent" />
          </span>
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
