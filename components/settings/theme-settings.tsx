'use client';
import { useThemeChoice } from '#components/shell/use-theme-choice.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';

/** Light, dark, or as the device has it; kept in this browser. */
export function ThemeSettings() {
  return <RadioGroup label="Theme" {...useThemeChoice()} />;
}
