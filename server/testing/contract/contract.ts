import type { Ajv, Options } from 'ajv';
import addFormats from 'ajv-formats';

export const contractOptions: Options = { strict: false, allErrors: true, validateSchema: false };

/** A place in a document, as a fragment names it. */
export const pointer = (...keys: string[]): string =>
  keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** What clients of tests see is held to a document that the server publishes. */
export function createContract(ajv: Ajv, document: object) {
  addFormats.default(ajv);
  ajv.addSchema(document, 'document');
  return {
    /** Throws where the value is not what the schema at that place of the document says. */
    check(place: string, value: unknown, where: string): void {
      const validate = ajv.getSchema(`document#${place}`);
      if (!validate) throw new Error(`${where} has no schema in the document`);
      if (validate(value)) return;
      const what = `${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 2_000)}`;
      throw new Error(`${where} is not what the document says: ${what}`);
    },
  };
}
