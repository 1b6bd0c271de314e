'use client';
import { useCallback } from 'react';

interface LocalImageProps {
  blob: Blob;
  alt: string;
  className?: string;
}

/** An image whose bytes are in this page only. */
export function LocalImage({ blob, alt, className }: LocalImageProps) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(blob);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [blob],
  );
  // Next's own is for what lies on a server.
  // oxlint-disable-next-line nextjs/no-img-element
  return <img ref={show} alt={alt} className={className} />;
}
