'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useAwake } from '#components/ui/use-awake.ts';

const options = [
  { value: 'system', label: 'System', icon: <Monitor aria-hidden strokeWidth={1.5} /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden strokeWidth={1.5} /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden strokeWidth={1.5} /> },
] as const;

/**
 * The three themes, the chosen one and its setter, as `DropdownRadio` and `RadioGroup` want them.
 * The choice lies in the browser: before the page is awake, `value` is undefined.
 */
export function useThemeChoice() {
  const { theme, setTheme } = useTheme();
  const chosen = useAwake() ? options.find(({ value }) => value === theme) : undefined;
  return { options, value: chosen?.value, onValueChange: setTheme };
}
