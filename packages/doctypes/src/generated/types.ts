// Written by `pnpm --filter @gigafibre/doctypes generate` from the DocType files. Change those.
import type { ChildFields, StandardFields } from '../standard-fields.ts';

export interface Account extends StandardFields {
  doctype: 'Account';
  account_name: string;
  account_number?: string;
  is_group: 0 | 1;
  /** Name of a Company. */
  company: string;
  root_type?: '' | 'Asset' | 'Liability' | 'Income' | 'Expense' | 'Equity';
  report_type?: '' | 'Balance Sheet' | 'Profit and Loss';
  /** Name of a Currency. */
  account_currency?: string;
  /** Name of a Account. */
  parent_account?: string;
  account_type?: '' | 'Accumulated Depreciation' | 'Asset Received But Not Billed' | 'Bank' | 'Cash' | 'Chargeable' | 'Capital Work in Progress' | 'Cost of Goods Sold' | 'Current Asset' | 'Current Liability' | 'Depreciation' | 'Direct Expense' | 'Direct Income' | 'Equity' | 'Expense Account' | 'Expenses Included In Asset Valuation' | 'Expenses Included In Valuation' | 'Fixed Asset' | 'Income Account' | 'Indirect Expense' | 'Indirect Income' | 'Liability' | 'Payable' | 'Receivable' | 'Round Off' | 'Round Off for Opening' | 'Stock' | 'Stock Adjustment' | 'Stock Received But Not Billed' | 'Service Received But Not Billed' | 'Tax' | 'Temporary';
  tax_rate: number;
  freeze_account: 'No' | 'Yes';
  disabled: 0 | 1;
  lft: number;
  rgt: number;
  old_parent?: string;
}

export interface AccountsSettings extends StandardFields {
  doctype: 'Accounts Settings';
  add_taxes_from_taxes_and_charges_template: 0 | 1;
  add_taxes_from_item_tax_template: 0 | 1;
  round_row_wise_tax: 0 | 1;
  unlink_payment_on_cancellation_of_invoice: 0 | 1;
  check_supplier_invoice_uniqueness: 0 | 1;
}

export interface Address extends StandardFields {
  doctype: 'Address';
  address_title?: string;
  address_type: 'Billing' | 'Shipping' | 'Office' | 'Personal' | 'Plant' | 'Postal' | 'Shop' | 'Subsidiary' | 'Warehouse' | 'Current' | 'Permanent' | 'Other';
  address_line1: string;
  address_line2?: string;
  city: string;
  county?: string;
  state?: string;
  /** Name of a Country. */
  country: string;
  pincode?: string;
  email_id?: string;
  phone?: string;
  fax?: string;
  is_primary_address: 0 | 1;
  is_shipping_address: 0 | 1;
  disabled: 0 | 1;
  links: DynamicLink[];
  is_your_company_address: 0 | 1;
}

export interface AppliedCommand extends ChildFields {
  doctype: 'Applied Command';
  command: string;
  type: string;
  at?: string;
}

export interface Bin extends StandardFields {
  doctype: 'Bin';
  /** Name of a Item. */
  item_code: string;
  /** Name of a Warehouse. */
  warehouse: string;
  actual_qty: number;
  /** Name of a UOM. */
  stock_uom?: string;
}

export interface Brand extends StandardFields {
  doctype: 'Brand';
  brand: string;
  description?: string;
}

export interface Comment extends StandardFields {
  doctype: 'Comment';
  comment_type: 'Comment' | 'Like' | 'Info' | 'Label' | 'Workflow' | 'Created' | 'Submitted' | 'Cancelled' | 'Updated' | 'Deleted' | 'Assigned' | 'Assignment Completed' | 'Attachment' | 'Attachment Removed' | 'Shared' | 'Unshared' | 'Bot' | 'Relinked' | 'Edit';
  comment_email?: string;
  subject?: string;
  comment_by?: string;
  published: 0 | 1;
  seen: 0 | 1;
  /** Name of a DocType. */
  reference_doctype?: string;
  reference_name?: string;
  reference_owner?: string;
  content?: string;
}

export interface Company extends StandardFields {
  doctype: 'Company';
  company_name: string;
  abbr: string;
  /** Name of a Country. */
  country: string;
  /** Name of a Currency. */
  default_currency: string;
  is_group: 0 | 1;
  /** Name of a Company. */
  parent_company?: string;
  domain?: string;
  tax_id?: string;
  phone_no?: string;
  email?: string;
  website?: string;
  /** Name of a Account. */
  default_bank_account?: string;
  /** Name of a Account. */
  default_cash_account?: string;
  /** Name of a Account. */
  default_receivable_account?: string;
  /** Name of a Account. */
  default_payable_account?: string;
  /** Name of a Account. */
  default_income_account?: string;
  /** Name of a Account. */
  default_expense_account?: string;
  /** Name of a Account. */
  round_off_account?: string;
  /** Name of a Cost Center. */
  round_off_cost_center?: string;
  /** Name of a Account. */
  write_off_account?: string;
  /** Name of a Cost Center. */
  cost_center?: string;
  default_letter_head?: string;
  /** Name of a Payment Terms Template. */
  payment_terms?: string;
  enable_perpetual_inventory: 0 | 1;
  lft: number;
  rgt: number;
  old_parent?: string;
}

export interface Contact extends StandardFields {
  doctype: 'Contact';
  first_name?: string;
  middle_name?: string;
  last_name?: string;
  full_name?: string;
  email_id?: string;
  phone?: string;
  mobile_no?: string;
  email_ids: ContactEmail[];
  phone_nos: ContactPhone[];
  links: DynamicLink[];
  /** Name of a Address. */
  address?: string;
  company_name?: string;
  designation?: string;
  department?: string;
  status: 'Passive' | 'Open' | 'Replied';
  /** Name of a User. */
  user?: string;
  is_primary_contact: 0 | 1;
  unsubscribed: 0 | 1;
  /** Name of a Salutation. */
  salutation?: string;
  /** Name of a Gender. */
  gender?: string;
  is_billing_contact: 0 | 1;
}

export interface ContactEmail extends ChildFields {
  doctype: 'Contact Email';
  email_id: string;
  is_primary: 0 | 1;
}

export interface ContactPhone extends ChildFields {
  doctype: 'Contact Phone';
  phone: string;
  is_primary_phone: 0 | 1;
  is_primary_mobile_no: 0 | 1;
}

export interface CostCenter extends StandardFields {
  doctype: 'Cost Center';
  cost_center_name: string;
  cost_center_number?: string;
  /** Name of a Cost Center. */
  parent_cost_center?: string;
  /** Name of a Company. */
  company: string;
  is_group: 0 | 1;
  disabled: 0 | 1;
  lft: number;
  rgt: number;
  /** Name of a Cost Center. */
  old_parent?: string;
}

export interface Country extends StandardFields {
  doctype: 'Country';
  country_name: string;
  code?: string;
  date_format?: string;
  time_format?: string;
  time_zones?: string;
}

export interface Currency extends StandardFields {
  doctype: 'Currency';
  currency_name: string;
  enabled: 0 | 1;
  fraction?: string;
  fraction_units: number;
  smallest_currency_fraction_value: number;
  symbol?: string;
  symbol_on_right: 0 | 1;
  number_format?: '' | '#,###.##' | '#.###,##' | '# ###.##' | '# ###,##' | '#\'###.##' | '#, ###.##' | '#,##,###.##' | '#,###.###' | '#.###' | '#,###';
}

export interface CustomDocPerm extends StandardFields {
  doctype: 'Custom DocPerm';
  /** Name of a Role. */
  role: string;
  permlevel: number;
  if_owner: 0 | 1;
  select: 0 | 1;
  read: 0 | 1;
  write: 0 | 1;
  create: 0 | 1;
  delete: 0 | 1;
  submit: 0 | 1;
  cancel: 0 | 1;
  amend: 0 | 1;
  report: 0 | 1;
  export: 0 | 1;
  import: 0 | 1;
  share: 0 | 1;
  print: 0 | 1;
  email: 0 | 1;
  mask: 0 | 1;
}

export interface CustomField extends StandardFields {
  doctype: 'Custom Field';
  /** Name of a DocType. */
  dt: string;
  /** Name of a Module Def. */
  module?: string;
  is_system_generated: 0 | 1;
  label?: string;
  fieldname?: string;
  insert_after?: string;
  fieldtype: 'Autocomplete' | 'Attach' | 'Attach Image' | 'Barcode' | 'Button' | 'Check' | 'Code' | 'Color' | 'Column Break' | 'Currency' | 'Data' | 'Date' | 'Datetime' | 'Duration' | 'Dynamic Link' | 'Float' | 'Fold' | 'Geolocation' | 'Heading' | 'HTML' | 'HTML Editor' | 'Icon' | 'Image' | 'Int' | 'JSON' | 'Link' | 'Long Text' | 'Markdown Editor' | 'Password' | 'Percent' | 'Phone' | 'Read Only' | 'Rating' | 'Section Break' | 'Select' | 'Signature' | 'Small Text' | 'Tab Break' | 'Table' | 'Table MultiSelect' | 'Text' | 'Text Editor' | 'Time';
  options?: string;
  reqd: 0 | 1;
  default?: string;
  unique: 0 | 1;
  search_index: 0 | 1;
  in_list_view: 0 | 1;
  in_standard_filter: 0 | 1;
  in_global_search: 0 | 1;
  read_only: 0 | 1;
  hidden: 0 | 1;
  set_only_once: 0 | 1;
  allow_on_submit: 0 | 1;
  no_copy: 0 | 1;
  permlevel: number;
  precision?: '' | '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
  length: number;
  non_negative: 0 | 1;
  fetch_from?: string;
  fetch_if_empty: 0 | 1;
  depends_on?: string;
  mandatory_depends_on?: string;
  read_only_depends_on?: string;
  translatable: 0 | 1;
  ignore_user_permissions: 0 | 1;
  print_hide: 0 | 1;
  report_hide: 0 | 1;
  description?: string;
  placeholder?: string;
}

export interface Customer extends StandardFields {
  doctype: 'Customer';
  naming_series: string;
  customer_name: string;
  legacy_id?: string;
  phone_e164?: string;
  is_suspended: 0 | 1;
  customer_type: 'Company' | 'Individual' | 'Partnership';
  /** Name of a Customer Group. */
  customer_group?: string;
  /** Name of a Territory. */
  territory?: string;
  tax_id?: string;
  /** Name of a Tax Category. */
  tax_category?: string;
  disabled: 0 | 1;
  is_frozen: 0 | 1;
  /** Name of a Currency. */
  default_currency?: string;
  /** Name of a Price List. */
  default_price_list?: string;
  /** Name of a Language. */
  language?: string;
  website?: string;
  /** Name of a Contact. */
  customer_primary_contact?: string;
  mobile_no?: string;
  email_id?: string;
  /** Name of a Address. */
  customer_primary_address?: string;
  primary_address?: string;
  /** Name of a Payment Terms Template. */
  payment_terms?: string;
  customer_details?: string;
  image?: string;
  /** Name of a User. */
  account_manager?: string;
  is_internal_customer: 0 | 1;
  /** Name of a Company. */
  represents_company?: string;
}

export interface CustomerGroup extends StandardFields {
  doctype: 'Customer Group';
  customer_group_name: string;
  /** Name of a Customer Group. */
  parent_customer_group?: string;
  is_group: 0 | 1;
  /** Name of a Price List. */
  default_price_list?: string;
  /** Name of a Payment Terms Template. */
  payment_terms?: string;
  lft: number;
  rgt: number;
  /** Name of a Customer Group. */
  old_parent?: string;
}

export interface DeletedDocument extends StandardFields {
  doctype: 'Deleted Document';
  deleted_name?: string;
  /** Name of a DocType. */
  deleted_doctype?: string;
  restored: 0 | 1;
  new_name?: string;
  data?: string;
}

export interface DispatchJob extends StandardFields {
  doctype: 'Dispatch Job';
  subject: string;
  /** Name of a Customer. */
  customer: string;
  customer_name?: string;
  /** Name of a Service Location. */
  service_location?: string;
  /** Name of a Issue. */
  issue?: string;
  /** Name of a Dispatch Job Type. */
  job_type: string;
  priority: 'Low' | 'Medium' | 'High' | 'Urgent';
  status: 'Open' | 'Scheduled' | 'In Progress' | 'Completed' | 'Failed' | 'Cancelled';
  duration_minutes: number;
  crew_size: number;
  required_skills: RequiredSkill[];
  window_start?: string;
  window_end?: string;
  sla_due?: string;
  description?: string;
  completed_at?: string;
  created_by_command?: string;
  commands: AppliedCommand[];
}

export interface DispatchJobType extends StandardFields {
  doctype: 'Dispatch Job Type';
  type_code: string;
  label_fr: string;
  label_en: string;
  default_minutes: number;
  p90_minutes: number;
  crew_size: number;
  default_priority: 'Low' | 'Medium' | 'High' | 'Urgent';
  issue_types?: string;
  required_skills: RequiredSkill[];
  /** Name of a Flow Template. */
  flow_template?: string;
}

export interface DispatchTag extends StandardFields {
  doctype: 'Dispatch Tag';
  tag_name: string;
  tag_type: 'Skill' | 'Certification';
  label_fr?: string;
  label_en?: string;
  has_expiry: 0 | 1;
  color?: string;
}

export interface DispatchTechnician extends StandardFields {
  doctype: 'Dispatch Technician';
  technician_name: string;
  /** Name of a User. */
  user?: string;
  mobile_no?: string;
  email?: string;
  zone?: '' | 'Haut-Saint-Laurent' | 'Jardins-de-Napierville' | 'Roussillon' | 'Haut-Richelieu' | 'Lanaudière';
  trade: 'Residential' | 'Splicer' | 'Business' | 'Trainee';
  employment: 'Employee' | 'Subcontractor';
  status: 'Active' | 'Inactive';
  color?: string;
  language: 'fr' | 'en';
  home_latitude: number;
  home_longitude: number;
  /** Name of a Warehouse. */
  van_warehouse?: string;
  tracker_id?: string;
  skills: TechnicianSkill[];
  shifts: TechnicianShift[];
  absences: TechnicianAbsence[];
  days: TechnicianDay[];
  commands: AppliedCommand[];
}

export interface DispatchVisit extends StandardFields {
  doctype: 'Dispatch Visit';
  /** Name of a Dispatch Job. */
  job: string;
  sequence: number;
  /** Name of a Customer. */
  customer?: string;
  /** Name of a Service Location. */
  service_location?: string;
  status: 'Unassigned' | 'Planned' | 'Confirmed' | 'En Route' | 'On Site' | 'Paused' | 'Done' | 'Failed' | 'Cancelled';
  crew: VisitCrew[];
  window_start?: string;
  window_end?: string;
  planned_start?: string;
  duration_minutes: number;
  pinned: 0 | 1;
  departed_at?: string;
  arrived_at?: string;
  ended_at?: string;
  failure_reason?: '' | 'Absent' | 'No Access' | 'Permit' | 'Weather' | 'Missing Part' | 'Other';
  /** Name of a Flow Template. */
  flow_template?: string;
  flow_version: number;
  steps: VisitStep[];
  note?: string;
  /** Name of a Service Equipment. */
  equipment?: string;
  parts: VisitPart[];
  labour: VisitLabour[];
  closing_summary?: string;
  signed_text?: string;
  signed_sha256?: string;
  signed_by?: string;
  signed_at?: string;
  signature?: string;
  signature_refusal?: string;
  /** Name of a Stock Entry. */
  stock_entry?: string;
  created_by_command?: string;
  commands: AppliedCommand[];
}

export interface DocField extends ChildFields {
  doctype: 'DocField';
  label?: string;
  fieldtype: 'Autocomplete' | 'Attach' | 'Attach Image' | 'Barcode' | 'Button' | 'Check' | 'Code' | 'Color' | 'Column Break' | 'Currency' | 'Data' | 'Date' | 'Datetime' | 'Duration' | 'Dynamic Link' | 'Float' | 'Fold' | 'Geolocation' | 'Heading' | 'HTML' | 'HTML Editor' | 'Icon' | 'Image' | 'Int' | 'JSON' | 'Link' | 'Long Text' | 'Markdown Editor' | 'Password' | 'Percent' | 'Phone' | 'Read Only' | 'Rating' | 'Section Break' | 'Select' | 'Signature' | 'Small Text' | 'Tab Break' | 'Table' | 'Table MultiSelect' | 'Text' | 'Text Editor' | 'Time';
  fieldname?: string;
  options?: string;
  reqd: 0 | 1;
  default?: string;
  unique: 0 | 1;
  search_index: 0 | 1;
  in_list_view: 0 | 1;
  in_standard_filter: 0 | 1;
  in_global_search: 0 | 1;
  in_preview: 0 | 1;
  in_filter: 0 | 1;
  allow_in_quick_entry: 0 | 1;
  bold: 0 | 1;
  read_only: 0 | 1;
  hidden: 0 | 1;
  set_only_once: 0 | 1;
  allow_on_submit: 0 | 1;
  no_copy: 0 | 1;
  permlevel: number;
  precision?: '' | '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
  length: number;
  non_negative: 0 | 1;
  fetch_from?: string;
  fetch_if_empty: 0 | 1;
  depends_on?: string;
  mandatory_depends_on?: string;
  read_only_depends_on?: string;
  collapsible: 0 | 1;
  collapsible_depends_on?: string;
  translatable: 0 | 1;
  ignore_user_permissions: 0 | 1;
  ignore_xss_filter: 0 | 1;
  link_filters?: string;
  is_virtual: 0 | 1;
  not_nullable: 0 | 1;
  print_hide: 0 | 1;
  report_hide: 0 | 1;
  description?: string;
  placeholder?: string;
  columns: number;
  width?: string;
}

export interface DocPerm extends ChildFields {
  doctype: 'DocPerm';
  /** Name of a Role. */
  role: string;
  permlevel: number;
  if_owner: 0 | 1;
  select: 0 | 1;
  read: 0 | 1;
  write: 0 | 1;
  create: 0 | 1;
  delete: 0 | 1;
  submit: 0 | 1;
  cancel: 0 | 1;
  amend: 0 | 1;
  report: 0 | 1;
  export: 0 | 1;
  import: 0 | 1;
  share: 0 | 1;
  print: 0 | 1;
  email: 0 | 1;
  mask: 0 | 1;
}

export interface DocShare extends StandardFields {
  doctype: 'DocShare';
  /** Name of a User. */
  user?: string;
  /** Name of a DocType. */
  share_doctype: string;
  share_name: string;
  read: 0 | 1;
  write: 0 | 1;
  share: 0 | 1;
  submit: 0 | 1;
  everyone: 0 | 1;
  notify_by_email: 0 | 1;
}

export interface DocType extends StandardFields {
  doctype: 'DocType';
  /** Name of a Module Def. */
  module: string;
  is_submittable: 0 | 1;
  istable: 0 | 1;
  issingle: 0 | 1;
  is_tree: 0 | 1;
  is_virtual: 0 | 1;
  editable_grid: 0 | 1;
  quick_entry: 0 | 1;
  track_changes: 0 | 1;
  track_seen: 0 | 1;
  track_views: 0 | 1;
  custom: 0 | 1;
  beta: 0 | 1;
  autoname?: string;
  naming_rule?: '' | 'Set by user' | 'Autoincrement' | 'By fieldname' | 'By "Naming Series" field' | 'Expression' | 'Expression (old style)' | 'Random' | 'UUID' | 'By script';
  allow_rename: 0 | 1;
  description?: string;
  documentation?: string;
  document_type?: '' | 'Document' | 'Setup' | 'System' | 'Other';
  icon?: string;
  color?: string;
  title_field?: string;
  show_title_field_in_link: 0 | 1;
  translated_doctype: 0 | 1;
  search_fields?: string;
  image_field?: string;
  timeline_field?: string;
  sort_field?: string;
  sort_order: 'ASC' | 'DESC';
  default_view?: string;
  max_attachments: number;
  hide_toolbar: 0 | 1;
  allow_copy: 0 | 1;
  read_only: 0 | 1;
  in_create: 0 | 1;
  allow_import: 0 | 1;
  make_attachments_public: 0 | 1;
  engine: 'InnoDB' | 'MyISAM';
  row_format: 'Dynamic' | 'Compressed';
  grid_page_length: number;
  nsm_parent_field?: string;
  fields: DocField[];
  permissions: DocPerm[];
}

export interface DynamicLink extends ChildFields {
  doctype: 'Dynamic Link';
  /** Name of a DocType. */
  link_doctype: string;
  link_name: string;
  link_title?: string;
}

export interface EquipmentMovement extends ChildFields {
  doctype: 'Equipment Movement';
  at: string;
  event: 'Received' | 'To Van' | 'Installed' | 'Removed' | 'Swapped' | 'To Test' | 'Retired';
  from_place?: string;
  to_place?: string;
  /** Name of a Dispatch Job. */
  job?: string;
  command?: string;
}

export interface File extends StandardFields {
  doctype: 'File';
  file_name?: string;
  is_private: 0 | 1;
  file_type?: string;
  file_size: number;
  file_url?: string;
  is_home_folder: 0 | 1;
  is_attachments_folder: 0 | 1;
  /** Name of a File. */
  folder?: string;
  is_folder: 0 | 1;
  /** Name of a DocType. */
  attached_to_doctype?: string;
  attached_to_name?: string;
  attached_to_field?: string;
  content_hash?: string;
}

export interface FiscalYear extends StandardFields {
  doctype: 'Fiscal Year';
  year: string;
  year_start_date: string;
  year_end_date: string;
  is_short_year: 0 | 1;
  disabled: 0 | 1;
  auto_created: 0 | 1;
}

export interface FlowStep extends ChildFields {
  doctype: 'Flow Step';
  step: string;
  label_fr: string;
  label_en: string;
  kind: 'Check' | 'Photo' | 'Scan' | 'Reading' | 'Choice' | 'Text' | 'Signature' | 'Calculated';
  required: 0 | 1;
  unit?: string;
  minimum: number;
  maximum: number;
  choices?: string;
}

export interface FlowTemplate extends StandardFields {
  doctype: 'Flow Template';
  template_code: string;
  version: number;
  title_fr: string;
  title_en: string;
  is_active: 0 | 1;
  steps: FlowStep[];
  published_at?: string;
  published_by?: string;
  draft?: string;
  draft_by?: string;
  draft_at?: string;
  created_by_command?: string;
  commands: AppliedCommand[];
}

export interface FlowVersion extends StandardFields {
  doctype: 'Flow Version';
  version_code: string;
  /** Name of a Flow Template. */
  flow_template: string;
  version: number;
  summary?: string;
  carries_over: 0 | 1;
  published_at?: string;
  published_by?: string;
  definition: string;
  created_by_command?: string;
}

export interface Gender extends StandardFields {
  doctype: 'Gender';
  gender: string;
}

export interface GlobalDefaults extends StandardFields {
  doctype: 'Global Defaults';
  /** Name of a Company. */
  default_company?: string;
  /** Name of a Country. */
  country?: string;
  /** Name of a Currency. */
  default_currency?: string;
  disable_rounded_total: 0 | 1;
  disable_in_words: 0 | 1;
}

export interface HasRole extends ChildFields {
  doctype: 'Has Role';
  /** Name of a Role. */
  role?: string;
}

export interface Holiday extends ChildFields {
  doctype: 'Holiday';
  holiday_date: string;
  description: string;
  weekly_off: 0 | 1;
}

export interface HolidayList extends StandardFields {
  doctype: 'Holiday List';
  holiday_list_name: string;
  from_date: string;
  to_date: string;
  total_holidays: number;
  weekly_off?: '' | 'Sunday' | 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday';
  color?: string;
  holidays: Holiday[];
}

export interface Issue extends StandardFields {
  doctype: 'Issue';
  naming_series: string;
  subject: string;
  /** Name of a Customer. */
  customer?: string;
  customer_name?: string;
  raised_by?: string;
  status: 'Open' | 'Replied' | 'On Hold' | 'Resolved' | 'Closed';
  /** Name of a Issue Priority. */
  priority?: string;
  /** Name of a Issue Type. */
  issue_type?: string;
  /** Name of a Service Location. */
  service_location?: string;
  /** Name of a Service Equipment. */
  service_equipment?: string;
  created_by_command?: string;
  commands: AppliedCommand[];
  description?: string;
  /** Name of a Contact. */
  contact?: string;
  /** Name of a Company. */
  company?: string;
  opening_date?: string;
  opening_time?: string;
  /** Name of a Service Level Agreement. */
  service_level_agreement?: string;
  service_level_agreement_creation?: string;
  response_by?: string;
  sla_resolution_by?: string;
  sla_resolution_date?: string;
  agreement_status: 'First Response Due' | 'Resolution Due' | 'Fulfilled' | 'Failed';
  first_responded_on?: string;
  first_response_time: number;
  avg_response_time: number;
  resolution_time: number;
  user_resolution_time: number;
  on_hold_since?: string;
  total_hold_time: number;
  resolution_details?: string;
  /** Name of a Issue. */
  issue_split_from?: string;
  via_customer_portal: 0 | 1;
  content_type?: string;
  attachment?: string;
}

export interface IssuePriority extends StandardFields {
  doctype: 'Issue Priority';
  description?: string;
}

export interface IssueType extends StandardFields {
  doctype: 'Issue Type';
  description?: string;
}

export interface Item extends StandardFields {
  doctype: 'Item';
  item_code: string;
  item_name?: string;
  /** Name of a Item Group. */
  item_group: string;
  /** Name of a UOM. */
  stock_uom: string;
  disabled: 0 | 1;
  is_stock_item: 0 | 1;
  is_sales_item: 0 | 1;
  is_purchase_item: 0 | 1;
  is_fixed_asset: 0 | 1;
  has_variants: 0 | 1;
  has_serial_no: 0 | 1;
  serial_no_series?: string;
  has_batch_no: 0 | 1;
  standard_rate: number;
  opening_stock: number;
  valuation_rate: number;
  last_purchase_rate: number;
  valuation_method?: '' | 'FIFO' | 'Moving Average' | 'LIFO';
  description?: string;
  /** Name of a Brand. */
  brand?: string;
  image?: string;
  warranty_period?: string;
  end_of_life?: string;
  item_defaults: ItemDefault[];
  uoms: UOMConversionDetail[];
  /** Name of a UOM. */
  sales_uom?: string;
  enable_deferred_revenue: 0 | 1;
  no_of_months: number;
  naming_series: string;
}

export interface ItemDefault extends ChildFields {
  doctype: 'Item Default';
  /** Name of a Company. */
  company: string;
  /** Name of a Warehouse. */
  default_warehouse?: string;
  /** Name of a Account. */
  income_account?: string;
  /** Name of a Account. */
  expense_account?: string;
  /** Name of a Cost Center. */
  selling_cost_center?: string;
  /** Name of a Cost Center. */
  buying_cost_center?: string;
  /** Name of a Price List. */
  default_price_list?: string;
}

export interface ItemGroup extends StandardFields {
  doctype: 'Item Group';
  item_group_name: string;
  /** Name of a Item Group. */
  parent_item_group?: string;
  is_group: 0 | 1;
  image?: string;
  lft: number;
  rgt: number;
  /** Name of a Item Group. */
  old_parent?: string;
}

export interface ItemPrice extends StandardFields {
  doctype: 'Item Price';
  /** Name of a Item. */
  item_code: string;
  /** Name of a UOM. */
  uom: string;
  /** Name of a Price List. */
  price_list: string;
  price_list_rate: number;
  /** Name of a Currency. */
  currency?: string;
  selling: 0 | 1;
  buying: 0 | 1;
  /** Name of a Customer. */
  customer?: string;
  valid_from?: string;
  valid_upto?: string;
}

export interface Language extends StandardFields {
  doctype: 'Language';
  language_code: string;
  language_name: string;
  flag?: string;
  /** Name of a Language. */
  based_on?: string;
  enabled: 0 | 1;
}

export interface ModeofPayment extends StandardFields {
  doctype: 'Mode of Payment';
  mode_of_payment: string;
  type: 'Cash' | 'Bank' | 'General' | 'Phone';
  enabled: 0 | 1;
  accounts: ModeofPaymentAccount[];
}

export interface ModeofPaymentAccount extends ChildFields {
  doctype: 'Mode of Payment Account';
  /** Name of a Company. */
  company?: string;
  /** Name of a Account. */
  default_account?: string;
}

export interface ModuleDef extends StandardFields {
  doctype: 'Module Def';
  module_name: string;
  custom: 0 | 1;
  app_name: 'frappe' | 'erpnext' | 'field_service';
}

export interface PauseSLAOnStatus extends ChildFields {
  doctype: 'Pause SLA On Status';
  status: string;
}

export interface PaymentEntry extends StandardFields {
  doctype: 'Payment Entry';
  naming_series: string;
  payment_type: 'Receive' | 'Pay' | 'Internal Transfer';
  posting_date: string;
  /** Name of a Company. */
  company: string;
  /** Name of a Mode of Payment. */
  mode_of_payment?: string;
  /** Name of a DocType. */
  party_type?: string;
  party?: string;
  party_name?: string;
  /** Name of a Account. */
  paid_from: string;
  /** Name of a Currency. */
  paid_from_account_currency: string;
  /** Name of a Account. */
  paid_to: string;
  /** Name of a Currency. */
  paid_to_account_currency: string;
  paid_amount: number;
  received_amount: number;
  source_exchange_rate: number;
  target_exchange_rate: number;
  base_paid_amount: number;
  base_received_amount: number;
  references: PaymentEntryReference[];
  total_allocated_amount: number;
  unallocated_amount: number;
  difference_amount: number;
  deductions: PaymentEntryDeduction[];
  reference_no?: string;
  reference_date?: string;
  clearance_date?: string;
  remarks?: string;
  custom_remarks: 0 | 1;
  status?: '' | 'Draft' | 'Submitted' | 'Cancelled';
  /** Name of a Cost Center. */
  cost_center?: string;
  is_opening: 'No' | 'Yes';
  /** Name of a Payment Entry. */
  amended_from?: string;
  title?: string;
  /** Name of a Currency. */
  party_account_currency?: string;
  party_balance: number;
  base_total_allocated_amount: number;
  /** Name of a Contact. */
  contact_person?: string;
}

export interface PaymentEntryDeduction extends ChildFields {
  doctype: 'Payment Entry Deduction';
  /** Name of a Account. */
  account: string;
  /** Name of a Cost Center. */
  cost_center: string;
  amount: number;
  description?: string;
}

export interface PaymentEntryReference extends ChildFields {
  doctype: 'Payment Entry Reference';
  /** Name of a DocType. */
  reference_doctype: string;
  reference_name: string;
  due_date?: string;
  total_amount: number;
  outstanding_amount: number;
  allocated_amount: number;
  exchange_rate: number;
  /** Name of a Payment Term. */
  payment_term?: string;
  /** Name of a Account. */
  account?: string;
}

export interface PaymentSchedule extends ChildFields {
  doctype: 'Payment Schedule';
  /** Name of a Payment Term. */
  payment_term?: string;
  description?: string;
  due_date: string;
  invoice_portion: number;
  payment_amount: number;
  outstanding: number;
  paid_amount: number;
  /** Name of a Mode of Payment. */
  mode_of_payment?: string;
}

export interface PaymentTerm extends StandardFields {
  doctype: 'Payment Term';
  payment_term_name?: string;
  invoice_portion: number;
  /** Name of a Mode of Payment. */
  mode_of_payment?: string;
  due_date_based_on: 'Day(s) after invoice date' | 'Day(s) after the end of the invoice month' | 'Month(s) after the end of the invoice month';
  credit_days: number;
  credit_months: number;
  description?: string;
}

export interface PaymentTermsTemplate extends StandardFields {
  doctype: 'Payment Terms Template';
  template_name: string;
  allocate_payment_based_on_payment_terms: 0 | 1;
  terms: PaymentTermsTemplateDetail[];
}

export interface PaymentTermsTemplateDetail extends ChildFields {
  doctype: 'Payment Terms Template Detail';
  /** Name of a Payment Term. */
  payment_term?: string;
  description?: string;
  invoice_portion: number;
  /** Name of a Mode of Payment. */
  mode_of_payment?: string;
  due_date_based_on: 'Day(s) after invoice date' | 'Day(s) after the end of the invoice month' | 'Month(s) after the end of the invoice month';
  credit_days: number;
  credit_months: number;
}

export interface PriceList extends StandardFields {
  doctype: 'Price List';
  price_list_name: string;
  enabled: 0 | 1;
  /** Name of a Currency. */
  currency: string;
  buying: 0 | 1;
  selling: 0 | 1;
  price_not_uom_dependent: 0 | 1;
}

export interface PropertySetter extends StandardFields {
  doctype: 'Property Setter';
  is_system_generated: 0 | 1;
  doctype_or_field: '' | 'DocField' | 'DocType' | 'DocType Link' | 'DocType Action' | 'DocType State';
  /** Name of a DocType. */
  doc_type: string;
  field_name?: string;
  row_name?: string;
  /** Name of a Module Def. */
  module?: string;
  property: string;
  property_type?: string;
  value?: string;
  default_value?: string;
}

export interface PurchaseInvoice extends StandardFields {
  doctype: 'Purchase Invoice';
  title?: string;
  naming_series: string;
  /** Name of a Supplier. */
  supplier?: string;
  supplier_name?: string;
  tax_id?: string;
  /** Name of a Company. */
  company: string;
  posting_date: string;
  posting_time?: string;
  set_posting_time: 0 | 1;
  due_date?: string;
  is_paid: 0 | 1;
  is_return: 0 | 1;
  /** Name of a Purchase Invoice. */
  return_against?: string;
  update_stock: 0 | 1;
  bill_no?: string;
  bill_date?: string;
  /** Name of a Currency. */
  currency: string;
  conversion_rate: number;
  items: PurchaseInvoiceItem[];
  total_qty: number;
  total: number;
  net_total: number;
  base_total: number;
  base_net_total: number;
  /** Name of a Tax Category. */
  tax_category?: string;
  /** Name of a Purchase Taxes and Charges Template. */
  taxes_and_charges?: string;
  taxes: PurchaseTaxesandCharges[];
  total_taxes_and_charges: number;
  base_total_taxes_and_charges: number;
  apply_discount_on?: '' | 'Grand Total' | 'Net Total';
  additional_discount_percentage: number;
  discount_amount: number;
  base_discount_amount: number;
  grand_total: number;
  base_grand_total: number;
  rounding_adjustment: number;
  base_rounding_adjustment: number;
  rounded_total: number;
  base_rounded_total: number;
  disable_rounded_total: 0 | 1;
  outstanding_amount: number;
  /** Name of a Payment Terms Template. */
  payment_terms_template?: string;
  payment_schedule: PaymentSchedule[];
  status?: '' | 'Draft' | 'Return' | 'Debit Note Issued' | 'Submitted' | 'Paid' | 'Partly Paid' | 'Unpaid' | 'Overdue' | 'Cancelled' | 'Internal Transfer';
  /** Name of a Account. */
  credit_to: string;
  /** Name of a Currency. */
  party_account_currency?: string;
  /** Name of a Cost Center. */
  cost_center?: string;
  remarks?: string;
  created_by_command?: string;
  is_opening: 'No' | 'Yes';
  /** Name of a Language. */
  language?: string;
  /** Name of a Purchase Invoice. */
  amended_from?: string;
}

export interface PurchaseInvoiceItem extends ChildFields {
  doctype: 'Purchase Invoice Item';
  /** Name of a Item. */
  item_code?: string;
  item_name: string;
  description?: string;
  /** Name of a Item Group. */
  item_group?: string;
  qty: number;
  /** Name of a UOM. */
  uom: string;
  conversion_factor: number;
  /** Name of a UOM. */
  stock_uom?: string;
  stock_qty: number;
  price_list_rate: number;
  discount_percentage: number;
  discount_amount: number;
  rate: number;
  amount: number;
  base_rate: number;
  base_amount: number;
  net_rate: number;
  net_amount: number;
  base_net_rate: number;
  base_net_amount: number;
  base_price_list_rate: number;
  /** Name of a Warehouse. */
  warehouse?: string;
  serial_no?: string;
  /** Name of a Account. */
  expense_account?: string;
  /** Name of a Cost Center. */
  cost_center: string;
}

export interface PurchaseTaxesandCharges extends ChildFields {
  doctype: 'Purchase Taxes and Charges';
  category: 'Valuation and Total' | 'Valuation' | 'Total';
  add_deduct_tax: 'Add' | 'Deduct';
  charge_type: '' | 'Actual' | 'On Net Total' | 'On Previous Row Amount' | 'On Previous Row Total' | 'On Item Quantity';
  row_id?: string;
  included_in_print_rate: 0 | 1;
  /** Name of a Account. */
  account_head: string;
  /** Name of a Cost Center. */
  cost_center?: string;
  description: string;
  rate: number;
  tax_amount: number;
  tax_amount_after_discount_amount: number;
  total: number;
  net_amount: number;
  base_tax_amount: number;
  base_total: number;
}

export interface PurchaseTaxesandChargesTemplate extends StandardFields {
  doctype: 'Purchase Taxes and Charges Template';
  title: string;
  /** Name of a Company. */
  company: string;
  is_default: 0 | 1;
  disabled: 0 | 1;
  /** Name of a Tax Category. */
  tax_category?: string;
  taxes: PurchaseTaxesandCharges[];
}

export interface Quotation extends StandardFields {
  doctype: 'Quotation';
  naming_series: string;
  /** Name of a DocType. */
  quotation_to: string;
  party_name?: string;
  customer_name?: string;
  /** Name of a Company. */
  company: string;
  transaction_date: string;
  valid_till?: string;
  order_type: '' | 'Sales' | 'Maintenance' | 'Shopping Cart';
  status: 'Draft' | 'Open' | 'Replied' | 'Partially Ordered' | 'Ordered' | 'Lost' | 'Cancelled' | 'Expired';
  /** Name of a Currency. */
  currency: string;
  conversion_rate: number;
  /** Name of a Price List. */
  selling_price_list: string;
  /** Name of a Currency. */
  price_list_currency: string;
  plc_conversion_rate: number;
  items: QuotationItem[];
  total_qty: number;
  total: number;
  net_total: number;
  /** Name of a Sales Taxes and Charges Template. */
  taxes_and_charges?: string;
  taxes: SalesTaxesandCharges[];
  total_taxes_and_charges: number;
  apply_discount_on?: '' | 'Grand Total' | 'Net Total';
  additional_discount_percentage: number;
  discount_amount: number;
  grand_total: number;
  rounding_adjustment: number;
  rounded_total: number;
  disable_rounded_total: 0 | 1;
  in_words?: string;
  /** Name of a Address. */
  customer_address?: string;
  /** Name of a Address. */
  shipping_address_name?: string;
  /** Name of a Contact. */
  contact_person?: string;
  contact_email?: string;
  /** Name of a Payment Terms Template. */
  payment_terms_template?: string;
  payment_schedule: PaymentSchedule[];
  /** Name of a Terms and Conditions. */
  tc_name?: string;
  terms?: string;
  order_lost_reason?: string;
  /** Name of a Quotation. */
  amended_from?: string;
  base_total: number;
  base_net_total: number;
  base_total_taxes_and_charges: number;
  base_grand_total: number;
  base_rounded_total: number;
  base_rounding_adjustment: number;
  base_discount_amount: number;
  /** Name of a Customer Group. */
  customer_group?: string;
  /** Name of a Territory. */
  territory?: string;
  contact_display?: string;
  address_display?: string;
  title?: string;
  /** Name of a Language. */
  language?: string;
}

export interface QuotationItem extends ChildFields {
  doctype: 'Quotation Item';
  /** Name of a Item. */
  item_code?: string;
  item_name: string;
  description?: string;
  qty: number;
  /** Name of a UOM. */
  uom: string;
  conversion_factor: number;
  /** Name of a UOM. */
  stock_uom?: string;
  stock_qty: number;
  price_list_rate: number;
  rate: number;
  discount_percentage: number;
  discount_amount: number;
  amount: number;
  net_rate: number;
  net_amount: number;
  base_rate: number;
  base_amount: number;
  item_tax_rate?: string;
  /** Name of a Warehouse. */
  warehouse?: string;
  is_free_item: 0 | 1;
  is_alternative: 0 | 1;
  /** Name of a DocType. */
  prevdoc_doctype?: string;
  prevdoc_docname?: string;
  base_net_rate: number;
  base_net_amount: number;
  base_price_list_rate: number;
  /** Name of a Item Group. */
  item_group?: string;
}

export interface RequiredSkill extends ChildFields {
  doctype: 'Required Skill';
  /** Name of a Dispatch Tag. */
  skill: string;
  level: number;
}

export interface Role extends StandardFields {
  doctype: 'Role';
  role_name: string;
  disabled: 0 | 1;
  is_custom: 0 | 1;
  desk_access: 0 | 1;
  two_factor_auth: 0 | 1;
  home_page?: string;
}

export interface SLAFulfilledOnStatus extends ChildFields {
  doctype: 'SLA Fulfilled On Status';
  status: string;
}

export interface SalesInvoice extends StandardFields {
  doctype: 'Sales Invoice';
  naming_series: string;
  /** Name of a Customer. */
  customer?: string;
  customer_name?: string;
  tax_id?: string;
  /** Name of a Company. */
  company: string;
  posting_date: string;
  posting_time?: string;
  set_posting_time: 0 | 1;
  due_date?: string;
  is_return: 0 | 1;
  /** Name of a Sales Invoice. */
  return_against?: string;
  is_debit_note: 0 | 1;
  is_pos: 0 | 1;
  update_stock: 0 | 1;
  /** Name of a Currency. */
  currency: string;
  conversion_rate: number;
  /** Name of a Price List. */
  selling_price_list: string;
  /** Name of a Currency. */
  price_list_currency: string;
  plc_conversion_rate: number;
  items: SalesInvoiceItem[];
  total_qty: number;
  total: number;
  net_total: number;
  base_net_total: number;
  /** Name of a Tax Category. */
  tax_category?: string;
  /** Name of a Sales Taxes and Charges Template. */
  taxes_and_charges?: string;
  taxes: SalesTaxesandCharges[];
  total_taxes_and_charges: number;
  apply_discount_on?: '' | 'Grand Total' | 'Net Total';
  additional_discount_percentage: number;
  discount_amount: number;
  grand_total: number;
  base_grand_total: number;
  rounding_adjustment: number;
  rounded_total: number;
  disable_rounded_total: 0 | 1;
  total_advance: number;
  outstanding_amount: number;
  allocate_advances_automatically: 0 | 1;
  advances: SalesInvoiceAdvance[];
  /** Name of a Payment Terms Template. */
  payment_terms_template?: string;
  payment_schedule: PaymentSchedule[];
  payments: SalesInvoicePayment[];
  paid_amount: number;
  write_off_amount: number;
  status?: '' | 'Draft' | 'Return' | 'Credit Note Issued' | 'Submitted' | 'Paid' | 'Partly Paid' | 'Unpaid' | 'Unpaid and Discounted' | 'Partly Paid and Discounted' | 'Overdue and Discounted' | 'Overdue' | 'Cancelled' | 'Internal Transfer';
  /** Name of a Account. */
  debit_to: string;
  /** Name of a Currency. */
  party_account_currency?: string;
  /** Name of a Address. */
  customer_address?: string;
  /** Name of a Contact. */
  contact_person?: string;
  contact_email?: string;
  /** Name of a Territory. */
  territory?: string;
  /** Name of a Customer Group. */
  customer_group?: string;
  /** Name of a Cost Center. */
  cost_center?: string;
  from_date?: string;
  to_date?: string;
  remarks?: string;
  po_no?: string;
  /** Name of a Language. */
  language?: string;
  is_opening: 'No' | 'Yes';
  /** Name of a Sales Invoice. */
  amended_from?: string;
  base_total: number;
  base_total_taxes_and_charges: number;
  base_rounded_total: number;
  base_rounding_adjustment: number;
  base_discount_amount: number;
  in_words?: string;
  contact_display?: string;
  address_display?: string;
  title?: string;
}

export interface SalesInvoiceAdvance extends ChildFields {
  doctype: 'Sales Invoice Advance';
  /** Name of a DocType. */
  reference_type?: string;
  reference_name?: string;
  remarks?: string;
  reference_row?: string;
  advance_amount: number;
  allocated_amount: number;
}

export interface SalesInvoiceItem extends ChildFields {
  doctype: 'Sales Invoice Item';
  /** Name of a Item. */
  item_code?: string;
  item_name: string;
  description?: string;
  qty: number;
  /** Name of a UOM. */
  uom: string;
  conversion_factor: number;
  /** Name of a UOM. */
  stock_uom?: string;
  rate: number;
  price_list_rate: number;
  discount_percentage: number;
  amount: number;
  net_rate: number;
  net_amount: number;
  base_rate: number;
  base_amount: number;
  /** Name of a Account. */
  income_account: string;
  /** Name of a Account. */
  expense_account?: string;
  /** Name of a Cost Center. */
  cost_center: string;
  item_tax_rate?: string;
  /** Name of a Warehouse. */
  warehouse?: string;
  serial_no?: string;
  use_serial_batch_fields: 0 | 1;
  enable_deferred_revenue: 0 | 1;
  service_start_date?: string;
  service_end_date?: string;
  /** Name of a Sales Order. */
  sales_order?: string;
  so_detail?: string;
  dn_detail?: string;
  stock_qty: number;
  discount_amount: number;
  base_net_rate: number;
  base_net_amount: number;
  base_price_list_rate: number;
  /** Name of a Item Group. */
  item_group?: string;
}

export interface SalesInvoicePayment extends ChildFields {
  doctype: 'Sales Invoice Payment';
  /** Name of a Mode of Payment. */
  mode_of_payment: string;
  amount: number;
  /** Name of a Account. */
  account?: string;
}

export interface SalesOrder extends StandardFields {
  doctype: 'Sales Order';
  naming_series: string;
  /** Name of a Customer. */
  customer: string;
  customer_name?: string;
  /** Name of a Company. */
  company: string;
  transaction_date: string;
  delivery_date?: string;
  order_type: '' | 'Sales' | 'Maintenance' | 'Shopping Cart';
  status: '' | 'Draft' | 'On Hold' | 'To Pay' | 'To Deliver and Bill' | 'To Bill' | 'To Deliver' | 'Completed' | 'Cancelled' | 'Closed';
  /** Name of a Currency. */
  currency: string;
  conversion_rate: number;
  /** Name of a Price List. */
  selling_price_list: string;
  items: SalesOrderItem[];
  total: number;
  net_total: number;
  /** Name of a Sales Taxes and Charges Template. */
  taxes_and_charges?: string;
  taxes: SalesTaxesandCharges[];
  total_taxes_and_charges: number;
  grand_total: number;
  rounded_total: number;
  disable_rounded_total: 0 | 1;
  advance_paid: number;
  per_delivered: number;
  per_billed: number;
  delivery_status: 'Not Delivered' | 'Fully Delivered' | 'Partly Delivered' | 'Closed' | 'Not Applicable';
  billing_status: 'Not Billed' | 'Fully Billed' | 'Partly Billed' | 'Closed';
  advance_payment_status: 'Not Requested' | 'Requested' | 'Partially Paid' | 'Fully Paid';
  skip_delivery_note: 0 | 1;
  reserve_stock: 0 | 1;
  po_no?: string;
  /** Name of a Address. */
  customer_address?: string;
  /** Name of a Address. */
  shipping_address_name?: string;
  /** Name of a Contact. */
  contact_person?: string;
  /** Name of a Sales Order. */
  amended_from?: string;
  /** Name of a Currency. */
  price_list_currency?: string;
  plc_conversion_rate: number;
  base_total: number;
  base_net_total: number;
  base_total_taxes_and_charges: number;
  base_grand_total: number;
  base_rounded_total: number;
  base_rounding_adjustment: number;
  base_discount_amount: number;
  rounding_adjustment: number;
  apply_discount_on?: '' | 'Grand Total' | 'Net Total';
  additional_discount_percentage: number;
  discount_amount: number;
  total_qty: number;
  in_words?: string;
  /** Name of a Customer Group. */
  customer_group?: string;
  /** Name of a Territory. */
  territory?: string;
  contact_display?: string;
  address_display?: string;
  /** Name of a Payment Terms Template. */
  payment_terms_template?: string;
  payment_schedule: PaymentSchedule[];
  title?: string;
  /** Name of a Language. */
  language?: string;
}

export interface SalesOrderItem extends ChildFields {
  doctype: 'Sales Order Item';
  /** Name of a Item. */
  item_code: string;
  item_name: string;
  qty: number;
  rate: number;
  amount: number;
  /** Name of a UOM. */
  uom: string;
  conversion_factor: number;
  delivery_date?: string;
  /** Name of a Warehouse. */
  warehouse?: string;
  billed_amt: number;
  delivered_qty: number;
  /** Name of a Quotation. */
  prevdoc_docname?: string;
  quotation_item?: string;
  reserve_stock: 0 | 1;
  description?: string;
  /** Name of a UOM. */
  stock_uom?: string;
  stock_qty: number;
  price_list_rate: number;
  discount_percentage: number;
  discount_amount: number;
  net_rate: number;
  net_amount: number;
  base_rate: number;
  base_amount: number;
  base_net_rate: number;
  base_net_amount: number;
  base_price_list_rate: number;
  /** Name of a Item Group. */
  item_group?: string;
  item_tax_rate?: string;
}

export interface SalesTaxesandCharges extends ChildFields {
  doctype: 'Sales Taxes and Charges';
  charge_type: '' | 'Actual' | 'On Net Total' | 'On Previous Row Amount' | 'On Previous Row Total' | 'On Item Quantity';
  row_id?: string;
  /** Name of a Account. */
  account_head: string;
  description: string;
  rate: number;
  tax_amount: number;
  tax_amount_after_discount_amount: number;
  total: number;
  net_amount: number;
  included_in_print_rate: 0 | 1;
  /** Name of a Cost Center. */
  cost_center?: string;
  base_tax_amount: number;
  base_total: number;
  dont_recompute_tax: 0 | 1;
}

export interface SalesTaxesandChargesTemplate extends StandardFields {
  doctype: 'Sales Taxes and Charges Template';
  title: string;
  /** Name of a Company. */
  company: string;
  is_default: 0 | 1;
  disabled: 0 | 1;
  /** Name of a Tax Category. */
  tax_category?: string;
  taxes: SalesTaxesandCharges[];
}

export interface Salutation extends StandardFields {
  doctype: 'Salutation';
  salutation: string;
}

export interface SellingSettings extends StandardFields {
  doctype: 'Selling Settings';
  cust_master_name: 'Customer Name' | 'Naming Series' | 'Auto Name';
  /** Name of a Customer Group. */
  customer_group?: string;
  /** Name of a Territory. */
  territory?: string;
  /** Name of a Price List. */
  selling_price_list?: string;
  sales_update_frequency: 'Monthly' | 'Each Transaction' | 'Daily';
}

export interface SerialNo extends StandardFields {
  doctype: 'Serial No';
  serial_no: string;
  /** Name of a Item. */
  item_code: string;
  item_name?: string;
  /** Name of a Item Group. */
  item_group?: string;
  /** Name of a Company. */
  company: string;
  /** Name of a Warehouse. */
  warehouse?: string;
  status?: '' | 'Active' | 'Inactive' | 'Consumed' | 'Delivered' | 'Expired';
  /** Name of a Customer. */
  customer?: string;
  warranty_expiry_date?: string;
  amc_expiry_date?: string;
  maintenance_status?: '' | 'Under Warranty' | 'Out of Warranty' | 'Under AMC' | 'Out of AMC';
  warranty_period: number;
  purchase_rate: number;
  /** Name of a DocType. */
  reference_doctype?: string;
  reference_name?: string;
  posting_date?: string;
}

export interface ServiceDay extends ChildFields {
  doctype: 'Service Day';
  workday: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
  start_time: string;
  end_time: string;
}

export interface ServiceEquipment extends StandardFields {
  doctype: 'Service Equipment';
  serial_no: string;
  /** Name of a Item. */
  item_code?: string;
  category: 'ONT' | 'Router' | 'Mesh' | 'ATA' | 'STB';
  brand?: string;
  model?: string;
  mac_address?: string;
  gpon_serial?: string;
  barcode?: string;
  status: 'In Stock' | 'In Van' | 'Active' | 'To Test' | 'Faulty' | 'Retired' | 'Lost';
  /** Name of a Customer. */
  customer?: string;
  /** Name of a Service Location. */
  service_location?: string;
  /** Name of a Warehouse. */
  warehouse?: string;
  /** Name of a Service Subscription. */
  subscription?: string;
  installed_on?: string;
  warranty_until?: string;
  olt?: string;
  pon_port?: string;
  onu_id: number;
  onu_state?: '' | 'Working' | 'LOS' | 'Dying Gasp' | 'Offline' | 'Auth Fail' | 'Config Fail' | 'Deactivated';
  rx_power_dbm: number;
  last_reading_at?: string;
  wifi_ssid?: string;
  movements: EquipmentMovement[];
  commands: AppliedCommand[];
  created_by_command?: string;
}

export interface ServiceLevelAgreement extends StandardFields {
  doctype: 'Service Level Agreement';
  /** Name of a DocType. */
  document_type: string;
  service_level: string;
  default_service_level_agreement: 0 | 1;
  enabled: 0 | 1;
  entity_type?: '' | 'Customer' | 'Customer Group' | 'Territory';
  entity?: string;
  condition?: string;
  start_date?: string;
  end_date?: string;
  /** Name of a Holiday List. */
  holiday_list: string;
  /** Name of a Issue Priority. */
  default_priority?: string;
  apply_sla_for_resolution: 0 | 1;
  priorities: ServiceLevelPriority[];
  support_and_resolution: ServiceDay[];
  sla_fulfilled_on: SLAFulfilledOnStatus[];
  pause_sla_on: PauseSLAOnStatus[];
}

export interface ServiceLevelPriority extends ChildFields {
  doctype: 'Service Level Priority';
  /** Name of a Issue Priority. */
  priority: string;
  default_priority: 0 | 1;
  response_time: number;
  resolution_time: number;
}

export interface ServiceLocation extends StandardFields {
  doctype: 'Service Location';
  /** Name of a Customer. */
  customer: string;
  location_name?: string;
  address_line: string;
  city: string;
  province?: string;
  postal_code?: string;
  latitude: number;
  longitude: number;
  zone?: '' | 'Haut-Saint-Laurent' | 'Jardins-de-Napierville' | 'Roussillon' | 'Haut-Richelieu' | 'Lanaudière';
  access_notes?: string;
  has_dog: 0 | 1;
  gate_code?: string;
  status: 'Active' | 'Ended' | 'Prospect';
  starts_on?: string;
  ends_on?: string;
  olt?: string;
  pon_port?: string;
  splitter?: string;
  terminal?: string;
  terminal_port: number;
  drop_type?: '' | 'Aerial' | 'Buried';
  drop_length_m: number;
}

export interface ServiceSubscription extends StandardFields {
  doctype: 'Service Subscription';
  /** Name of a Customer. */
  customer: string;
  /** Name of a Service Location. */
  service_location: string;
  /** Name of a Item. */
  plan: string;
  plan_name?: string;
  status: 'Pending' | 'Active' | 'Suspended' | 'Ended';
  monthly_rate: number;
  billing_frequency: 'Monthly' | 'Quarterly' | 'Yearly';
  speed_down: number;
  speed_up: number;
  start_date?: string;
  end_date?: string;
  pppoe_user?: string;
  vlan: number;
}

export interface StockEntry extends StandardFields {
  doctype: 'Stock Entry';
  naming_series: string;
  /** Name of a Stock Entry Type. */
  stock_entry_type: string;
  purpose: 'Material Issue' | 'Material Receipt' | 'Material Transfer' | 'Material Transfer for Manufacture' | 'Material Consumption for Manufacture' | 'Manufacture' | 'Repack' | 'Send to Subcontractor' | 'Disassemble' | 'Receive from Customer' | 'Return Raw Material to Customer' | 'Subcontracting Delivery' | 'Subcontracting Return';
  /** Name of a Company. */
  company: string;
  posting_date?: string;
  posting_time?: string;
  set_posting_time: 0 | 1;
  /** Name of a Warehouse. */
  from_warehouse?: string;
  /** Name of a Warehouse. */
  to_warehouse?: string;
  items: StockEntryDetail[];
  total_incoming_value: number;
  total_outgoing_value: number;
  value_difference: number;
  total_amount: number;
  remarks?: string;
  created_by_command?: string;
  add_to_transit: 0 | 1;
  /** Name of a Stock Entry. */
  outgoing_stock_entry?: string;
  per_transferred: number;
  is_return: 0 | 1;
  /** Name of a Stock Entry. */
  amended_from?: string;
}

export interface StockEntryDetail extends ChildFields {
  doctype: 'Stock Entry Detail';
  /** Name of a Warehouse. */
  s_warehouse?: string;
  /** Name of a Warehouse. */
  t_warehouse?: string;
  /** Name of a Item. */
  item_code: string;
  qty: number;
  /** Name of a UOM. */
  uom: string;
  conversion_factor: number;
  /** Name of a UOM. */
  stock_uom: string;
  transfer_qty: number;
  basic_rate: number;
  basic_amount: number;
  valuation_rate: number;
  amount: number;
  serial_no?: string;
  use_serial_batch_fields: 0 | 1;
  allow_zero_valuation_rate: 0 | 1;
  set_basic_rate_manually: 0 | 1;
  /** Name of a Account. */
  expense_account?: string;
  /** Name of a Cost Center. */
  cost_center?: string;
}

export interface StockEntryType extends StandardFields {
  doctype: 'Stock Entry Type';
  purpose: 'Material Issue' | 'Material Receipt' | 'Material Transfer' | 'Repack';
  add_to_transit: 0 | 1;
}

export interface StockSettings extends StandardFields {
  doctype: 'Stock Settings';
  item_naming_by: 'Item Code' | 'Naming Series';
  /** Name of a Warehouse. */
  default_warehouse?: string;
  /** Name of a UOM. */
  stock_uom?: string;
  use_serial_batch_fields: 0 | 1;
  allow_negative_stock: 0 | 1;
}

export interface Supplier extends StandardFields {
  doctype: 'Supplier';
  naming_series: string;
  supplier_name: string;
  supplier_type: 'Company' | 'Individual' | 'Partnership';
  /** Name of a Supplier Group. */
  supplier_group?: string;
  /** Name of a Country. */
  country?: string;
  tax_id?: string;
  /** Name of a Currency. */
  default_currency?: string;
  /** Name of a Payment Terms Template. */
  payment_terms?: string;
  /** Name of a Language. */
  language?: string;
  website?: string;
  supplier_details?: string;
  disabled: 0 | 1;
  is_frozen: 0 | 1;
}

export interface SupplierGroup extends StandardFields {
  doctype: 'Supplier Group';
  supplier_group_name: string;
  /** Name of a Supplier Group. */
  parent_supplier_group?: string;
  is_group: 0 | 1;
  /** Name of a Payment Terms Template. */
  payment_terms?: string;
  lft: number;
  rgt: number;
  /** Name of a Supplier Group. */
  old_parent?: string;
}

export interface SupportSettings extends StandardFields {
  doctype: 'Support Settings';
  track_service_level_agreement: 0 | 1;
  allow_resetting_service_level_agreement: 0 | 1;
  close_issue_after_days: number;
}

export interface SystemSettings extends StandardFields {
  doctype: 'System Settings';
  app_name?: string;
  /** Name of a Country. */
  country?: string;
  /** Name of a Language. */
  language: string;
  time_zone: string;
  /** Name of a Currency. */
  currency?: string;
  float_precision?: '' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
  currency_precision?: '' | '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
  number_format: '#,###.##' | '#.###,##' | '# ###.##' | '# ###,##' | '#\'###.##' | '#, ###.##' | '#,##,###.##' | '#,###.###' | '#.###' | '#,###';
  rounding_method: 'Banker\'s Rounding (legacy)' | 'Banker\'s Rounding' | 'Commercial Rounding';
  date_format: 'yyyy-mm-dd' | 'dd-mm-yyyy' | 'mm-dd-yyyy';
  time_format: 'HH:mm:ss' | 'HH:mm';
  first_day_of_the_week: 'Sunday' | 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday';
  setup_complete: 0 | 1;
  enable_scheduler: 0 | 1;
  allow_error_traceback: 0 | 1;
  session_expiry?: string;
  max_file_size: number;
  allow_login_using_user_name: 0 | 1;
  deny_multiple_sessions: 0 | 1;
  allow_consecutive_login_attempts: number;
  disable_document_sharing: 0 | 1;
  log_api_requests: 0 | 1;
}

export interface Tag extends StandardFields {
  doctype: 'Tag';
  description?: string;
}

export interface TagLink extends StandardFields {
  doctype: 'Tag Link';
  /** Name of a DocType. */
  document_type?: string;
  document_name?: string;
  /** Name of a Tag. */
  tag?: string;
  title?: string;
}

export interface TaxCategory extends StandardFields {
  doctype: 'Tax Category';
  title: string;
  disabled: 0 | 1;
}

export interface TechnicianAbsence extends ChildFields {
  doctype: 'Technician Absence';
  from_datetime: string;
  to_datetime: string;
  reason: 'Vacation' | 'Sick' | 'Training' | 'Other';
  note?: string;
}

export interface TechnicianDay extends ChildFields {
  doctype: 'Technician Day';
  date: string;
  day_off: 0 | 1;
  start_time?: string;
  end_time?: string;
  lunch_start?: string;
  lunch_minutes: number;
  on_call: 0 | 1;
}

export interface TechnicianShift extends ChildFields {
  doctype: 'Technician Shift';
  weekday: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
  start_time: string;
  end_time: string;
  lunch_start?: string;
  lunch_minutes: number;
  on_call: 0 | 1;
}

export interface TechnicianSkill extends ChildFields {
  doctype: 'Technician Skill';
  /** Name of a Dispatch Tag. */
  skill: string;
  level: number;
  expires_on?: string;
}

export interface TermsandConditions extends StandardFields {
  doctype: 'Terms and Conditions';
  title: string;
  disabled: 0 | 1;
  selling: 0 | 1;
  terms?: string;
}

export interface Territory extends StandardFields {
  doctype: 'Territory';
  territory_name: string;
  /** Name of a Territory. */
  parent_territory?: string;
  is_group: 0 | 1;
  lft: number;
  rgt: number;
  /** Name of a Territory. */
  old_parent?: string;
}

export interface ToDo extends StandardFields {
  doctype: 'ToDo';
  status: 'Open' | 'Closed' | 'Cancelled';
  priority: 'High' | 'Medium' | 'Low';
  color?: string;
  date?: string;
  /** Name of a User. */
  allocated_to?: string;
  description: string;
  /** Name of a DocType. */
  reference_type?: string;
  reference_name?: string;
  /** Name of a Role. */
  role?: string;
  /** Name of a User. */
  assigned_by?: string;
  assigned_by_full_name?: string;
  sender?: string;
}

export interface UOM extends StandardFields {
  doctype: 'UOM';
  uom_name: string;
  enabled: 0 | 1;
  must_be_whole_number: 0 | 1;
}

export interface UOMConversionDetail extends ChildFields {
  doctype: 'UOM Conversion Detail';
  /** Name of a UOM. */
  uom?: string;
  conversion_factor: number;
}

export interface User extends StandardFields {
  doctype: 'User';
  enabled: 0 | 1;
  email: string;
  first_name: string;
  middle_name?: string;
  last_name?: string;
  full_name?: string;
  username?: string;
  /** Name of a Language. */
  language?: string;
  time_zone?: string;
  user_image?: string;
  phone?: string;
  mobile_no?: string;
  roles: HasRole[];
  send_welcome_email: 0 | 1;
  user_type: 'Website User' | 'System User';
  new_password?: string;
  last_active?: string;
  last_login?: string;
  api_key?: string;
  api_secret?: string;
}

export interface UserPermission extends StandardFields {
  doctype: 'User Permission';
  /** Name of a User. */
  user: string;
  /** Name of a DocType. */
  allow: string;
  for_value: string;
  is_default: 0 | 1;
  apply_to_all_doctypes: 0 | 1;
  /** Name of a DocType. */
  applicable_for?: string;
  hide_descendants: 0 | 1;
}

export interface Version extends StandardFields {
  doctype: 'Version';
  /** Name of a DocType. */
  ref_doctype: string;
  docname: string;
  data?: string;
}

export interface VisitCrew extends ChildFields {
  doctype: 'Visit Crew';
  /** Name of a Dispatch Technician. */
  technician: string;
  role: 'Lead' | 'Helper' | 'Trainee';
}

export interface VisitLabour extends ChildFields {
  doctype: 'Visit Labour';
  /** Name of a Dispatch Technician. */
  technician: string;
  kind: 'Travel' | 'Work' | 'Pause';
  minutes: number;
  measured_minutes: number;
  reason?: string;
}

export interface VisitPart extends ChildFields {
  doctype: 'Visit Part';
  /** Name of a Item. */
  item_code: string;
  item_name?: string;
  serial_no?: string;
  quantity: number;
  /** Name of a UOM. */
  uom?: string;
  rate: number;
}

export interface VisitStep extends ChildFields {
  doctype: 'Visit Step';
  step: string;
  label?: string;
  kind: 'Check' | 'Photo' | 'Scan' | 'Reading' | 'Choice' | 'Text' | 'Signature' | 'Calculated';
  required: 0 | 1;
  done: 0 | 1;
  value?: string;
  photo?: string;
  photos?: string;
  skipped_reason?: string;
  done_at?: string;
}

export interface Warehouse extends StandardFields {
  doctype: 'Warehouse';
  warehouse_name: string;
  /** Name of a Company. */
  company: string;
  is_group: 0 | 1;
  /** Name of a Warehouse. */
  parent_warehouse?: string;
  disabled: 0 | 1;
  /** Name of a Account. */
  account?: string;
  /** Name of a Warehouse Type. */
  warehouse_type?: string;
  /** Name of a Customer. */
  customer?: string;
  phone_no?: string;
  mobile_no?: string;
  address_line_1?: string;
  city?: string;
  state?: string;
  pin?: string;
  /** Name of a Warehouse. */
  default_in_transit_warehouse?: string;
  is_rejected_warehouse: 0 | 1;
  lft: number;
  rgt: number;
  /** Name of a Warehouse. */
  old_parent?: string;
}

export interface WarehouseType extends StandardFields {
  doctype: 'Warehouse Type';
  description?: string;
}

/** Every DocType by its name. */
export interface DocTypes {
  'Account': Account;
  'Accounts Settings': AccountsSettings;
  'Address': Address;
  'Applied Command': AppliedCommand;
  'Bin': Bin;
  'Brand': Brand;
  'Comment': Comment;
  'Company': Company;
  'Contact': Contact;
  'Contact Email': ContactEmail;
  'Contact Phone': ContactPhone;
  'Cost Center': CostCenter;
  'Country': Country;
  'Currency': Currency;
  'Custom DocPerm': CustomDocPerm;
  'Custom Field': CustomField;
  'Customer': Customer;
  'Customer Group': CustomerGroup;
  'Deleted Document': DeletedDocument;
  'Dispatch Job': DispatchJob;
  'Dispatch Job Type': DispatchJobType;
  'Dispatch Tag': DispatchTag;
  'Dispatch Technician': DispatchTechnician;
  'Dispatch Visit': DispatchVisit;
  'DocField': DocField;
  'DocPerm': DocPerm;
  'DocShare': DocShare;
  'DocType': DocType;
  'Dynamic Link': DynamicLink;
  'Equipment Movement': EquipmentMovement;
  'File': File;
  'Fiscal Year': FiscalYear;
  'Flow Step': FlowStep;
  'Flow Template': FlowTemplate;
  'Flow Version': FlowVersion;
  'Gender': Gender;
  'Global Defaults': GlobalDefaults;
  'Has Role': HasRole;
  'Holiday': Holiday;
  'Holiday List': HolidayList;
  'Issue': Issue;
  'Issue Priority': IssuePriority;
  'Issue Type': IssueType;
  'Item': Item;
  'Item Default': ItemDefault;
  'Item Group': ItemGroup;
  'Item Price': ItemPrice;
  'Language': Language;
  'Mode of Payment': ModeofPayment;
  'Mode of Payment Account': ModeofPaymentAccount;
  'Module Def': ModuleDef;
  'Pause SLA On Status': PauseSLAOnStatus;
  'Payment Entry': PaymentEntry;
  'Payment Entry Deduction': PaymentEntryDeduction;
  'Payment Entry Reference': PaymentEntryReference;
  'Payment Schedule': PaymentSchedule;
  'Payment Term': PaymentTerm;
  'Payment Terms Template': PaymentTermsTemplate;
  'Payment Terms Template Detail': PaymentTermsTemplateDetail;
  'Price List': PriceList;
  'Property Setter': PropertySetter;
  'Purchase Invoice': PurchaseInvoice;
  'Purchase Invoice Item': PurchaseInvoiceItem;
  'Purchase Taxes and Charges': PurchaseTaxesandCharges;
  'Purchase Taxes and Charges Template': PurchaseTaxesandChargesTemplate;
  'Quotation': Quotation;
  'Quotation Item': QuotationItem;
  'Required Skill': RequiredSkill;
  'Role': Role;
  'SLA Fulfilled On Status': SLAFulfilledOnStatus;
  'Sales Invoice': SalesInvoice;
  'Sales Invoice Advance': SalesInvoiceAdvance;
  'Sales Invoice Item': SalesInvoiceItem;
  'Sales Invoice Payment': SalesInvoicePayment;
  'Sales Order': SalesOrder;
  'Sales Order Item': SalesOrderItem;
  'Sales Taxes and Charges': SalesTaxesandCharges;
  'Sales Taxes and Charges Template': SalesTaxesandChargesTemplate;
  'Salutation': Salutation;
  'Selling Settings': SellingSettings;
  'Serial No': SerialNo;
  'Service Day': ServiceDay;
  'Service Equipment': ServiceEquipment;
  'Service Level Agreement': ServiceLevelAgreement;
  'Service Level Priority': ServiceLevelPriority;
  'Service Location': ServiceLocation;
  'Service Subscription': ServiceSubscription;
  'Stock Entry': StockEntry;
  'Stock Entry Detail': StockEntryDetail;
  'Stock Entry Type': StockEntryType;
  'Stock Settings': StockSettings;
  'Supplier': Supplier;
  'Supplier Group': SupplierGroup;
  'Support Settings': SupportSettings;
  'System Settings': SystemSettings;
  'Tag': Tag;
  'Tag Link': TagLink;
  'Tax Category': TaxCategory;
  'Technician Absence': TechnicianAbsence;
  'Technician Day': TechnicianDay;
  'Technician Shift': TechnicianShift;
  'Technician Skill': TechnicianSkill;
  'Terms and Conditions': TermsandConditions;
  'Territory': Territory;
  'ToDo': ToDo;
  'UOM': UOM;
  'UOM Conversion Detail': UOMConversionDetail;
  'User': User;
  'User Permission': UserPermission;
  'Version': Version;
  'Visit Crew': VisitCrew;
  'Visit Labour': VisitLabour;
  'Visit Part': VisitPart;
  'Visit Step': VisitStep;
  'Warehouse': Warehouse;
  'Warehouse Type': WarehouseType;
}
