import type { DocTypeSource } from '../meta.ts';
import { coreDocType, EVERYBODY, MANAGER, permit, READABLE } from './notation.ts';

/** People, their rights, and what is kept beside documents. Fields beyond these come from the DocType files of the same name. */
export const records: readonly DocTypeSource[] = [
  coreDocType('Role', { autoname: 'field:role_name', permissions: READABLE, allow_rename: 1 }, `
    role_name | Data | | reqd unique
    desk_access | Check | | default=1
    disabled | Check
    is_custom | Check
    two_factor_auth | Check
    restrict_to_domain | Data
    home_page | Data
  `),
  coreDocType('Has Role', { istable: 1, autoname: 'hash' }, `
    role | Link | Role
  `),
  coreDocType('User', { autoname: 'field:email', allow_rename: 1, title_field: 'full_name', search_fields: 'full_name', permissions: [...MANAGER, { ...permit('All', ['read', 'write']), if_owner: 1 }, permit('Desk User', ['select'])], track_changes: 1 }, `
    email | Data | Email | reqd
    enabled | Check | | default=1
    first_name | Data | | reqd
    middle_name | Data
    last_name | Data
    full_name | Data
    username | Data | | unique
    language | Link | Language
    time_zone | Data
    send_welcome_email | Check
    user_type | Data | | default=System~User
    roles | Table | Has Role
    mobile_no | Data | Phone
    phone | Data | Phone
    birth_date | Date
    location | Small Text
    user_image | Attach Image
    new_password | Password
    api_key | Data | | unique
    api_secret | Password
    last_login | Datetime
    last_active | Datetime
    last_ip | Data
    desk_theme | Data
    simultaneous_sessions | Int | | default=2
  `),
  coreDocType('Language', { autoname: 'field:language_code', permissions: READABLE, title_field: 'language_name' }, `
    language_code | Data | | reqd unique
    language_name | Data | | reqd
    enabled | Check | | default=1
    based_on | Link | Language
  `),
  coreDocType('User Permission', { autoname: 'hash', permissions: MANAGER }, `
    user | Link | User | reqd
    allow | Link | DocType | reqd
    for_value | Dynamic Link | allow | reqd
    is_default | Check
    apply_to_all_doctypes | Check | | default=1
    applicable_for | Link | DocType
    hide_descendants | Check
  `),
  coreDocType('DefaultValue', { istable: 1, autoname: 'hash' }, `
    defkey | Data | | reqd
    defvalue | Text
  `),
  coreDocType('System Settings', { issingle: 1, permissions: [permit('System Manager', ['read', 'write', 'create']), permit('All', ['read'])] }, `
    country | Data
    language | Link | Language
    time_zone | Data
    currency | Data
    date_format | Data | | default=yyyy-mm-dd
    number_format | Data
    float_precision | Data
    currency_precision | Data
    rounding_method | Data
    allow_error_traceback | Check | | default=1
    session_expiry | Data | | default=170:00
    max_file_size | Int | | default=25
    setup_complete | Check
  `),
  coreDocType('Version', { autoname: 'hash', permissions: MANAGER }, `
    ref_doctype | Link | DocType | reqd
    docname | Data | | reqd search_index
    data | Code
    table_html | HTML
  `),
  coreDocType('Comment', { autoname: 'hash', permissions: EVERYBODY, title_field: 'comment_type', search_fields: 'subject' }, `
    comment_type | Select | Comment,Like,Info,Label,Workflow,Created,Submitted,Cancelled,Updated,Deleted,Assigned,Assignment Completed,Attachment,Attachment Removed,Shared,Unshared,Edit,Bot,Relinked | reqd default=Comment
    comment_email | Data
    subject | Text
    comment_by | Data
    published | Check
    seen | Check
    reference_doctype | Link | DocType | search_index
    reference_name | Dynamic Link | reference_doctype | search_index
    reference_owner | Data
    content | HTML Editor
    ip_address | Data
  `),
  coreDocType('Deleted Document', { autoname: 'hash', permissions: [permit('System Manager', ['read', 'report', 'export'])] }, `
    deleted_doctype | Data | | search_index
    deleted_name | Data | | search_index
    data | Code
    new_name | Data
    restored | Check
  `),
  coreDocType('ToDo', { autoname: 'hash', module: 'Desk', title_field: 'description', search_fields: 'description,reference_type,reference_name', permissions: EVERYBODY, track_changes: 1 }, `
    status | Select | Open,Closed,Cancelled | default=Open
    priority | Select | High,Medium,Low | default=Medium
    color | Color
    date | Date | | default=Today
    allocated_to | Link | User
    description | Text Editor | | reqd
    reference_type | Link | DocType
    reference_name | Dynamic Link | reference_type
    role | Link | Role
    assigned_by | Link | User
    assigned_by_full_name | Read Only
    sender | Data | Email
    assignment_rule | Data
  `),
  coreDocType('Tag', { autoname: 'Prompt', module: 'Desk', permissions: EVERYBODY }, `
    description | Small Text
  `),
  coreDocType('Tag Link', { autoname: 'hash', module: 'Desk', permissions: EVERYBODY }, `
    document_type | Link | DocType
    document_name | Dynamic Link | document_type
    tag | Link | Tag | search_index
    title | Data
  `),
  coreDocType('File', { autoname: 'hash', permissions: EVERYBODY, title_field: 'file_name' }, `
    file_name | Data | | search_index
    is_private | Check
    file_type | Data
    preview_html | HTML
    is_home_folder | Check
    is_attachments_folder | Check
    file_size | Int
    file_url | Code
    thumbnail_url | Small Text
    folder | Link | File
    is_folder | Check
    attached_to_doctype | Link | DocType
    attached_to_name | Data | | search_index
    attached_to_field | Data
    old_parent | Data
    content_hash | Data
    uploaded_to_dropbox | Check
    uploaded_to_google_drive | Check
  `),
];
