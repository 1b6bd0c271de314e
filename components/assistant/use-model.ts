'use client';
import { useState } from 'react';
import { useAssistantOptions } from './use-assistant-options.ts';

const KEY = 'switchboard:model';

/** The model chosen last on this device, or null. */
function keptModel(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(model: string): void {
  try {
    localStorage.setItem(KEY, model);
  } catch {
    // Storage is full or forbidden: it is chosen for this page only.
  }
}

/** Which model answers, and which there are to choose from. */
export interface ModelChoice {
  /** The usual one first; none where the help articles alone answer. */
  models: readonly string[];
  /** What to ask for; null stands for the usual one. */
  model: string | null;
  choose: (model: string) => void;
}

/** The choice is kept on this device; a model that is no longer there is not asked for. */
export function useModel(): ModelChoice {
  const models = useAssistantOptions().data?.models ?? [];
  // On the server there is none; nothing is shown of it before the models are known.
  const [chosen, setChosen] = useState(keptModel);
  return {
    models,
    model: chosen !== null && models.indexOf(chosen) > 0 ? chosen : null,
    choose(model) {
      setChosen(model);
      keep(model);
    },
  };
}
