import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ChatError } from '#server/protocol/errors.ts';
import { type Blobs, BlobMissing } from './blobs.ts';

export interface S3Settings {
  bucket: string;
  /** Without one it is Amazon's. */
  endpoint: string | undefined;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The bucket stands in the path instead of the host's name, as most other stores than Amazon's want it. */
  forcePathStyle: boolean;
  /** How long the store may say nothing, in milliseconds. */
  patience?: number;
  /** Hears what the store did wrong. */
  failed: (error: unknown, where: string) => void;
}

const silent = () => undefined;

/** Files in a bucket of S3, or of anything that speaks like it. A store that fails is the error `unavailable`. */
export async function createS3Blobs({
  bucket,
  endpoint,
  region,
  accessKeyId,
  secretAccessKey,
  forcePathStyle,
  patience = 15_000,
  failed,
}: S3Settings): Promise<Blobs> {
  // Loaded only where there is a bucket.
  const { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } =
    await import('@aws-sdk/client-s3');
  const client = new S3Client({
    ...(endpoint !== undefined && { endpoint }),
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle,
    // What goes wrong is told by `failed`.
    logger: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
    // Not every store knows the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: patience, socketTimeout: patience },
  });

  function unavailable(error: unknown): ChatError {
    failed(error, 'S3');
    return new ChatError('unavailable');
  }

  return {
    async keep(id, path, { size, mimeType }) {
      const Body = createReadStream(path);
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: id,
            Body,
            ContentLength: size,
            ContentType: mimeType,
          }),
        );
      } catch (error) {
        throw unavailable(error);
      } finally {
        Body.destroy();
      }
    },
    async read(id, range) {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({
            Bucket: bucket,
            Key: id,
            ...(range && { Range: `bytes=${range.start}-${range.end}` }),
          }),
        );
        if (Body instanceof Readable) return Body;
        throw new Error('The store answered without a body');
      } catch (error) {
        throw error instanceof NoSuchKey ? new BlobMissing(id) : unavailable(error);
      }
    },
    async remove(id) {
      try {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: id }));
      } catch (error) {
        throw unavailable(error);
      }
    },
  };
}
