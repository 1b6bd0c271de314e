import type { TimelineItem } from '#components/realtime/types.ts';
import { FileCard } from './file-card.tsx';
import { ImageView } from './image-view.tsx';
import { UploadProgress } from './upload-progress.tsx';

/** The file that a message shows, here or on its way. */
export function MessageFile({ item }: { item: TimelineItem }) {
  const { file, blob } = item;
  if (!file) return null;
  const { width, height } = file;
  return (
    <div className="max-w-full py-0.5">
      {width !== null && height !== null ? (
        <ImageView file={file} width={width} height={height} blob={blob} />
      ) : (
        <FileCard file={file} />
      )}
      <UploadProgress item={item} />
    </div>
  );
}
