'use client';
import { useCallback, useEffect, useState } from 'react';

const HIGHLIGHT_MS = 1_500;

/** Marks a row for a moment, so that the eye finds it. */
export function useHighlight(): [key: string | null, highlight: (key: string) => void] {
  const [marked, setMarked] = useState<{ key: string } | null>(null);
  useEffect(() => {
    if (!marked) return undefined;
    const timer = setTimeout(() => setMarked(null), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [marked]);
  const highlight = useCallback((key: string) => setMarked({ key }), []);
  return [marked?.key ?? null, highlight];
}
