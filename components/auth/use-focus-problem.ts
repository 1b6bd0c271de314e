import { type RefObject, useLayoutEffect } from 'react';

/** With each answer, before it is painted, moves the focus to the first wrong field of the form, or to its alert. */
export function useFocusProblem(form: RefObject<HTMLFormElement | null>, answer: unknown) {
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [form, answer]);
}
