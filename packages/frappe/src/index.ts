export { createFrappeSite } from './create-site.ts';
export type { SiteOptions } from './create-site.ts';
export { FrappeError, isFrappeError, withoutMarkup } from './frappe-error.ts';
export { createHttpTransport } from './http-transport.ts';
export type { ApiKey, HttpTransport, HttpTransportOptions } from './http-transport.ts';
export type { Filter, FilterOperator, Filters, FilterValue, FrappeSite, ListQuery, SelectedField, Upload } from './site.ts';
export type { SiteRequest, SiteResponse, Transport } from './transport.ts';
