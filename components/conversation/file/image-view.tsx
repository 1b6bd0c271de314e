'use client';
import { useState } from 'react';
import { useFileSource } from '#components/realtime/file-source.ts';
import { Lightbox } from '#components/ui/lightbox.tsx';
import type { File } from '#server/protocol/conversation.ts';
import { FILES_PATH } from '#server/protocol/files.ts';
import { FileCard } from './file-card.tsx';
import { fileSize } from './file-size.ts';
import { imageBox } from './image-box.ts';
import { LocalImage } from './local-image.tsx';

interface ImageViewProps {
  file: File;
  width: number;
  height: number;
  /** Its bytes, of one on its way. */
  blob: Blob | null;
}

/** An image of the conversation in its own proportions; pressed, it is shown large. */
export function ImageView({ file, width, height, blob }: ImageViewProps) {
  const [broken, setBroken] = useState(false);
  const { src, failed } = useFileSource(`${FILES_PATH}${file.id}`, blob === null);
  const box = imageBox(width, height);
  if (broken || failed) return <FileCard file={file} />;
  const image = (
    <span
      className="block max-w-full overflow-hidden rounded-control bg-selected"
      style={{ width: box.width, aspectRatio: box.ratio }}
    >
      {blob ? (
        <LocalImage blob={blob} alt={file.name} className="size-full object-cover" />
      ) : (
        src !== undefined && (
          // Next's own would fetch it for everybody, without the reader's right to see it.
          // oxlint-disable-next-line nextjs/no-img-element
          <img
            src={src}
            alt={file.name}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
            draggable={false}
            onError={() => setBroken(true)}
            className="size-full object-cover"
          />
        )
      )}
    </span>
  );
  if (blob) return image;
  return (
    <Lightbox
      title={file.name}
      description={`${width} × ${height}, ${fileSize(file.size)}`}
      src={src ?? ''}
      download={{ href: src ?? '', name: file.name }}
      width={width}
      height={height}
    >
      <button
        type="button"
        aria-label={`Open the image ${file.name}`}
        className="block max-w-full rounded-control outline-offset-2"
      >
        {image}
      </button>
    </Lightbox>
  );
}
