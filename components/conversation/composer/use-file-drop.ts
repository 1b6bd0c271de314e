'use client';
import { useEffect, useEffectEvent, useState } from 'react';

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere in the window; true while some are held over it. Null: none are taken. */
export function useFileDrop(onFiles: ((files: File[]) => void) | null): boolean {
  const [over, setOver] = useState(false);
  const active = onFiles !== null;
  const take = useEffectEvent((files: File[]) => onFiles?.(files));

  useEffect(() => {
    if (!active) return;
    // Each element on the way tells of its own entering and leaving.
    let depth = 0;
    const move = (step: 1 | -1) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(depth + step, 0);
      setOver(depth > 0);
    };
    // Otherwise the browser leaves the page and opens the file.
    const allow = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = new AbortController();
    const { signal } = listeners;
    window.addEventListener('dragenter', move(1), { signal });
    window.addEventListener('dragleave', move(-1), { signal });
    window.addEventListener('dragover', allow, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => {
      listeners.abort();
      setOver(false);
    };
  }, [active]);
  return over;
}
