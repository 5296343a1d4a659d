import type { Context } from '../context.ts';
import { SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';

export interface SaveOptions {
  /** For the site's own work: no rights are asked. */
  asSite?: boolean;
}

type Values = Readonly<Record<string, unknown>>;
const later = (): Promise<SiteDocument> => Promise.reject(new SiteError('SessionStopped', 'Not yet'));

/** PUT: only the keys present change, tables are replaced whole, `modified` is compared only when it is among them, `docstatus` may submit or cancel. */
export const updateDocument = (_ctx: Context, _doctype: string, _name: string, _patch: Values, _options: SaveOptions = {}): Promise<SiteDocument> => later();

/** `frappe.client.save`: the whole document as sent, absent fields become null, `modified` must match. */
export const saveDocument = (_ctx: Context, _doctype: string, _doc: Values, _options: SaveOptions = {}): Promise<SiteDocument> => later();

/** `frappe.client.submit`: as `saveDocument`, with docstatus 1. */
export const submitDocument = (_ctx: Context, _doctype: string, _doc: Values, _options: SaveOptions = {}): Promise<SiteDocument> => later();

/** `run_method=cancel` and `frappe.client.cancel`: works on the stored document. */
export const cancelDocument = (_ctx: Context, _doctype: string, _name: string, _options: SaveOptions = {}): Promise<SiteDocument> => later();

/** A draft is thrown away without the hooks of a cancellation. */
export const discardDocument = (_ctx: Context, _doctype: string, _name: string, _options: SaveOptions = {}): Promise<SiteDocument> => later();

/** `frappe.client.set_value`: several fields of the stored document, or of a child row through its parent; gives the (parent) document. */
export const setValue = (_ctx: Context, _doctype: string, _name: string, _values: Values, _options: SaveOptions = {}): Promise<SiteDocument> => later();
