'use client';
import { ChevronDown } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, DropdownRadio } from '#components/ui/dropdown-menu.tsx';
import type { ModelChoice } from './use-model.ts';

/** Chooses who answers what is asked from now on; nothing where there is no choice. */
export function ModelPicker({ models, model, choose }: ModelChoice) {
  const [usual] = models;
  if (usual === undefined || models.length < 2) return null;
  const chosen = model ?? usual;
  return (
    <DropdownMenu
      side="top"
      align="start"
      trigger={
        <Button look="ghost" size="small" aria-label={`Model: ${chosen}`}>
          {chosen}
          <ChevronDown aria-hidden strokeWidth={1.5} />
        </Button>
      }
    >
      <DropdownRadio
        label="Model"
        options={models.map((name) => ({ value: name, label: name }))}
        value={chosen}
        onValueChange={choose}
      />
    </DropdownMenu>
  );
}
