'use client';
import { useEffect, useState } from 'react';

/** True once `on` has been so for `delay` milliseconds; false as soon as it is not. */
export function useLasting(on: boolean, delay: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setLasting(true), delay);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [on, delay]);
  return on && lasting;
}
