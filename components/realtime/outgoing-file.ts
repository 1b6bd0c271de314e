import type { File } from '#server/protocol/conversation.ts';

/** A file on its way to the server: what is known of it here, and its bytes. */
export interface OutgoingFile extends Omit<File, 'id'> {
  /** Names it in this page. */
  key: string;
  blob: Blob;
  /** As the server has it, once it is there. */
  uploaded?: File;
}

/** As a message shows it; without an id as long as the server does not have it. */
export const shownFile = ({ name, mimeType, size, width, height, uploaded }: OutgoingFile): File =>
  uploaded ?? { id: '', name, mimeType, size, width, height };

/** Images have dimensions. */
export const kindOf = ({ width }: Pick<File, 'width'>): 'image' | 'file' =>
  width === null ? 'file' : 'image';
