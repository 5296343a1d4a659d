import { Compile } from 'typebox/compile';
import Value from 'typebox/value';
import type { TSchema } from 'typebox';
import type { HubApp } from './hub-app.ts';
import { pathOfUnstorable } from '@gigafibre/contracts';

/**
 * Checks requests against their TypeBox schemas: bodies as they are, addresses after turning their texts into numbers and
 * booleans and filling defaults in. No text passes that could not be stored;
 * what a schema leaves open is its route's to check.
 */
export function validateRequests(app: HubApp): void {
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const check = Compile(schema);
    return (value: unknown) => {
      const read = httpPart === 'body' ? value : Value.Convert(schema, Value.Default(schema, value));
      if (!check.Check(read)) return { error: check.Errors(read) as unknown as Error };
      const unstorable = 'additionalProperties' in schema && schema.additionalProperties === true ? undefined : pathOfUnstorable(read);
      return unstorable === undefined ? { value: read } : { error: [{ keyword: 'storable', instancePath: unstorable, params: {}, message: 'holds a character that cannot be stored' }] as unknown as Error };
    };
  });
}

/**
 * Writes answers as JSON.
 * @param isStrict when true an answer that does not fit its schema is a fault; tests run so.
 */
export function serializeAnswers(app: HubApp, isStrict: boolean): void {
  app.setSerializerCompiler<TSchema>(({ schema, method, url }) => {
    if (!isStrict) return (answer) => JSON.stringify(answer);
    const check = Compile(schema);
    return (answer) => {
      const text = JSON.stringify(answer);
      const sent: unknown = JSON.parse(text);
      if (check.Check(sent)) return text;
      const [first] = check.Errors(sent);
      throw new Error(`${method} ${url} answers out of its schema at ${first?.instancePath ?? ''}: ${first?.message ?? ''}`);
    };
  });
}
