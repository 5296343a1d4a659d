import type { DocTypeName, NewDoc } from '@gigafibre/doctypes';

/** A document with a past: unlike one a person creates, it says itself when it was made and last changed. */
export type DemoDoc<D extends DocTypeName> = NewDoc<D> & { creation?: string; modified?: string };
