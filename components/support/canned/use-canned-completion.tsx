'use client';
import { type KeyboardEvent, useState } from 'react';
import type { UseCompletion } from '#components/conversation/composer/completion.ts';
import { useAccount, usePerson } from '#components/realtime/hooks.ts';
import { optionLook } from '#components/ui/option-look.ts';
import { useCombobox } from '#components/ui/use-combobox.ts';
import { fillCanned, findCanned } from './fill-canned.ts';
import { useCannedResponses } from './use-canned-responses.ts';

/** As many as one looks through. */
const SHOWN = 8;

/** Offers canned responses while a text is `/` and what their names may begin with. */
export const useCannedCompletion: UseCompletion = ({ row, text, complete }) => {
  const { name: ownName } = useAccount();
  const client = usePerson(row.support?.clientId ?? null)?.name ?? null;
  // Esc leaves the list until something else stands there.
  const [left, setLeft] = useState<string | null>(null);
  if (left !== null && left !== text) setLeft(null);
  const query = text === left ? undefined : /^\/(\S*)$/u.exec(text)?.[1];
  const { responses = [] } = useCannedResponses(query !== undefined);
  const found = query === undefined ? [] : findCanned(responses, query).slice(0, SHOWN);

  const choose = (index: number) => {
    const response = found[index];
    if (!response) return;
    complete(
      fillCanned(response.content, {
        'client.name': client,
        'client.first_name': client?.split(' ', 1)[0] ?? null,
        'admin.name': ownName,
        'chat.subject': row.name,
      }),
    );
  };
  const { field, list, option } = useCombobox({ count: found.length, query: query ?? '', onChoose: choose });
  if (found.length === 0) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      setLeft(text);
    } else if (event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      choose(found.findIndex((_, index) => option(index)['aria-selected']));
    } else if (!event.shiftKey) field.onKeyDown(event);
  };
  return {
    field: {
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': field['aria-controls'],
      'aria-activedescendant': field['aria-activedescendant'],
      onKeyDown,
    },
    list: (
      <div
        {...list}
        aria-label="Canned responses"
        className="absolute inset-x-0 bottom-full z-10 mb-1 max-h-80 overflow-y-auto rounded-panel border bg-raised p-1 shadow-overlay"
      >
        {found.map(({ id, name, content }, index) => (
          <div
            key={id}
            {...option(index)}
            // The field keeps the focus, and a phone its keyboard.
            onPointerDown={(event) => event.preventDefault()}
            className={optionLook}
          >
            <span className="shrink-0 font-medium">/{name}</span>
            <span dir="auto" className="min-w-0 flex-1 truncate text-meta text-muted">
              {content}
            </span>
          </div>
        ))}
      </div>
    ),
  };
};
