'use client';
import { type KeyboardEvent, useId, useState } from 'react';

interface ComboboxParts {
  /** How many options there are. */
  count: number;
  /** What the options were found for: another one starts at the first option again. */
  query: string;
  onChoose: (index: number) => void;
  /** Whether several may be chosen. */
  several?: boolean;
}

/**
 * A text field whose options stand in a list below: the focus stays in the field, Up and Down move through the options
 * and Enter chooses (the ARIA combobox pattern). Answers the properties of the field, the list and each option.
 */
export function useCombobox({ count, query, onChoose, several = false }: ComboboxParts) {
  const id = useId();
  const [moved, setMoved] = useState({ query, to: 0 });
  const active = moved.query === query ? Math.min(moved.to, Math.max(count - 1, 0)) : 0;
  const moveTo = (to: number) => {
    setMoved({ query, to });
    document.getElementById(`${id}${to}`)?.scrollIntoView({ block: 'nearest' });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (count === 0 || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') moveTo((active + 1) % count);
    else if (event.key === 'ArrowUp') moveTo((active + count - 1) % count);
    else if (event.key === 'Enter') onChoose(active);
    else return;
    event.preventDefault();
  };

  return {
    field: {
      role: 'combobox',
      'aria-expanded': count > 0,
      'aria-controls': `${id}list`,
      'aria-autocomplete': 'list',
      'aria-activedescendant': count > 0 ? `${id}${active}` : undefined,
      onKeyDown,
    } as const,
    list: { id: `${id}list`, role: 'listbox', 'aria-multiselectable': several || undefined } as const,
    /** `selected` where several may be chosen; else the active one counts as it. */
    option: (index: number, selected = index === active) => ({
      id: `${id}${index}`,
      role: 'option' as const,
      tabIndex: -1,
      'aria-selected': selected,
      'data-active': index === active || undefined,
      onPointerMove: () => active === index || setMoved({ query, to: index }),
      onClick: () => onChoose(index),
    }),
  };
}
