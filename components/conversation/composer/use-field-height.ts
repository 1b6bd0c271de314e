'use client';
import { type RefObject, useLayoutEffect } from 'react';

/** Lets a field grow with its text where the browser's own `field-sizing` is missing. */
export function useFieldHeight(fieldRef: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const field = fieldRef.current;
    if (!field || CSS.supports('field-sizing', 'content')) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }, [fieldRef, text]);
}
