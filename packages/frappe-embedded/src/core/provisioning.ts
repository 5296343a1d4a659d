import type { DocTypeSource } from '../meta.ts';
import { coreDocType, MANAGER, permit } from './notation.ts';

const FIELD_KEYS = `
  label | Data
  fieldtype | Select | Autocomplete,Attach,Attach Image,Barcode,Button,Check,Code,Color,Column Break,Currency,Data,Date,Datetime,Duration,Dynamic Link,Float,Fold,Geolocation,Heading,HTML,HTML Editor,Icon,Image,Int,JSON,Link,Long Int,Long Text,Markdown Editor,Password,Percent,Phone,Read Only,Rating,Section Break,Select,Signature,Small Text,Tab Break,Table,Table MultiSelect,Text,Text Editor,Time | reqd default=Data
  fieldname | Data | | search_index
  options | Small Text
  reqd | Check
  default | Small Text
  unique | Check
  search_index | Check
  in_list_view | Check
  in_standard_filter | Check
  in_global_search | Check
  in_preview | Check
  in_filter | Check
  allow_in_quick_entry | Check
  bold | Check
  read_only | Check
  hidden | Check
  set_only_once | Check
  allow_on_submit | Check
  no_copy | Check
  permlevel | Int
  precision | Select | ,0,1,2,3,4,5,6,7,8,9
  length | Int
  non_negative | Check
  fetch_from | Small Text
  fetch_if_empty | Check
  depends_on | Code
  mandatory_depends_on | Code
  read_only_depends_on | Code
  collapsible | Check
  collapsible_depends_on | Code
  translatable | Check
  ignore_user_permissions | Check
  ignore_xss_filter | Check
  link_filters | JSON
  is_virtual | Check
  not_nullable | Check
  allow_bulk_edit | Check
  hide_border | Check
  hide_days | Check
  hide_seconds | Check
  show_dashboard | Check
  print_hide | Check
  print_hide_if_no_value | Check
  print_width | Data
  report_hide | Check
  description | Small Text
  documentation_url | Data
  placeholder | Data
  columns | Int
  width | Data
  max_height | Data
  sort_options | Check
  sticky | Check
  mask | Check
  remember_last_selected_value | Check
`;

const RIGHT_KEYS = `
  role | Link | Role | reqd
  permlevel | Int | | default=0
  if_owner | Check
  select | Check
  read | Check | | default=1
  write | Check | | default=1
  create | Check | | default=1
  delete | Check | | default=1
  submit | Check
  cancel | Check
  amend | Check
  report | Check | | default=1
  export | Check | | default=1
  import | Check
  share | Check | | default=1
  print | Check | | default=1
  email | Check | | default=1
  mask | Check
`;

/** The DocTypes that describe DocTypes. */
export const provisioning: readonly DocTypeSource[] = [
  coreDocType('Module Def', { autoname: 'field:module_name', permissions: MANAGER, allow_rename: 1 }, `
    module_name | Data | | reqd unique
    app_name | Data
    custom | Check
    package | Data
  `),
  coreDocType('DocField', { istable: 1, autoname: 'hash' }, FIELD_KEYS),
  coreDocType('DocPerm', { istable: 1, autoname: 'hash' }, RIGHT_KEYS),
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
  coreDocType('DocType', { autoname: 'Prompt', permissions: MANAGER, allow_rename: 1, search_fields: 'module' }, `
    module | Link | Module Def | reqd
    custom | Check
    description | Small Text
    documentation | Data
    icon | Data
    color | Data
    document_type | Select | ,Document,Setup,System,Other
    istable | Check
    issingle | Check
    is_submittable | Check
    is_tree | Check
    nsm_parent_field | Data
    is_virtual | Check
    beta | Check
    is_calendar_and_gantt | Check
    autoname | Data
    naming_rule | Data
    allow_rename | Check | | default=1
    title_field | Data
    show_title_field_in_link | Check
    translated_doctype | Check
    search_fields | Data
    image_field | Data
    timeline_field | Data
    sort_field | Data | | default=creation
    sort_order | Select | ASC,DESC | default=DESC
    default_view | Data
    force_re_route_to_default_view | Check
    quick_entry | Check
    editable_grid | Check | | default=1
    max_attachments | Int
    hide_toolbar | Check
    show_preview_popup | Check
    show_name_in_global_search | Check
    grid_page_length | Int | | default=50
    rows_threshold_for_grid_search | Int | | default=20
    default_print_format | Data
    allow_copy | Check
    read_only | Check
    in_create | Check
    make_attachments_public | Check
    track_changes | Check
    track_seen | Check
    track_views | Check
    allow_events_in_timeline | Check
    allow_auto_repeat | Check
    index_web_pages_for_search | Check
    has_web_view | Check
    route | Data
    is_published_field | Data
    website_search_field | Data
    allow_guest_to_view | Check
    email_append_to | Check
    sender_field | Data
    sender_name_field | Data
    subject_field | Data
    queue_in_background | Check
    engine | Data | | default=InnoDB
    row_format | Data | | default=Dynamic
    allow_import | Check
    migration_hash | Data
    fields | Table | DocField
    permissions | Table | DocPerm
    actions | Table | DocType Action
    links | Table | DocType Link
    states | Table | DocType State
  `),
  coreDocType('Custom Field', { permissions: MANAGER, search_fields: 'dt,label,fieldtype,options', track_changes: 1 }, `
    dt | Link | DocType | reqd search_index
    module | Link | Module Def
    is_system_generated | Check
    insert_after | Data
    ${FIELD_KEYS}
  `),
  coreDocType('Property Setter', { permissions: MANAGER, search_fields: 'doc_type,property', track_changes: 1 }, `
    doctype_or_field | Select | DocField,DocType,DocType Link,DocType Action,DocType State | reqd
    doc_type | Link | DocType | reqd search_index
    field_name | Data | | search_index
    row_name | Data
    module | Link | Module Def
    property | Data | | reqd search_index
    property_type | Data
    value | Small Text
    default_value | Data
    is_system_generated | Check
  `),
  coreDocType('Custom DocPerm', { autoname: 'hash', permissions: MANAGER }, `
    parent | Data
    ${RIGHT_KEYS}
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
