import type { DocTypeSource } from '../meta.ts';
import { coreDocType, MANAGER, permit } from './notation.ts';

/** What the DocType files leave out because the product's own forms never show it, yet provisioning sends it. */
export const provisioning: readonly DocTypeSource[] = [
  coreDocType('DocType', {}, `
    actions | Table | DocType Action
    links | Table | DocType Link
    states | Table | DocType State
  `),
  coreDocType('DefaultValue', { istable: 1, autoname: 'hash' }, `
    defkey | Data | | reqd
    defvalue | Text
  `),
  coreDocType('DocType Link', { istable: 1, autoname: 'hash' }, `
    link_doctype | Link | DocType | reqd
    link_fieldname | Data | | reqd
    group | Data
    parent_doctype | Link | DocType
    is_child_table | Check
    table_fieldname | Data
    hidden | Check
    custom | Check
  `),
  coreDocType('DocType Action', { istable: 1, autoname: 'hash' }, `
    label | Data | | reqd
    action_type | Select | Server Action,Route | reqd
    action | Small Text | | reqd
    group | Data
    hidden | Check
    custom | Check
  `),
  coreDocType('DocType State', { istable: 1, autoname: 'hash' }, `
    title | Data | | reqd
    color | Select | Blue,Cyan,Gray,Green,Light Blue,Orange,Pink,Purple,Red,Yellow | default=Blue
    custom | Check
  `),
  coreDocType('Print Format', { autoname: 'Prompt', permissions: [...MANAGER, permit('Desk User', ['read', 'print'])] }, `
    doc_type | Link | DocType | reqd
    module | Link | Module Def
    standard | Select | No,Yes | default=No
    custom_format | Check
    disabled | Check
    print_format_type | Select | Jinja,JS | default=Jinja
    print_format_for | Data | | default=DocType
    raw_printing | Check
    html | Code | | ignore_xss_filter
    css | Code | | ignore_xss_filter
    pdf_generator | Data
    default_print_language | Data
    font_size | Int
    margin_top | Float
    margin_bottom | Float
    margin_left | Float
    margin_right | Float
    page_number | Data
  `),
  coreDocType('Webhook Header', { istable: 1, autoname: 'hash' }, `
    key | Small Text
    value | Small Text
  `),
  coreDocType('Webhook Data', { istable: 1, autoname: 'hash' }, `
    fieldname | Data | | reqd
    key | Data | | reqd
  `),
  coreDocType('Webhook', { autoname: 'Prompt', permissions: MANAGER }, `
    webhook_doctype | Link | DocType | reqd
    webhook_docevent | Select | after_insert,on_update,on_submit,on_cancel,on_trash,on_update_after_submit,on_change,workflow_transition | default=after_insert
    condition | Small Text
    request_url | Small Text | | reqd
    is_dynamic_url | Check
    request_method | Select | POST,PUT,DELETE | default=POST reqd
    request_structure | Select | ,Form URL-Encoded,JSON
    webhook_data | Table | Webhook Data
    webhook_json | Code
    webhook_headers | Table | Webhook Header
    enable_security | Check
    webhook_secret | Password
    timeout | Int | | default=5
    background_jobs_queue | Data
    enabled | Check | | default=1
  `),
];
