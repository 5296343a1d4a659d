type Row = Readonly<Record<string, unknown>> & { readonly name: string };
export type Records = readonly (readonly [doctype: string, rows: readonly Row[]])[];

const named = (field: string, names: readonly string[]): Row[] => names.map((name) => ({ name, [field]: name }));

/** A tree of two levels: one root that is a group, and its leaves. */
const tree = (field: string, parent: string, root: string, leaves: readonly string[]): Row[] => [
  { name: root, [field]: root, is_group: 1 },
  ...leaves.map((name) => ({ name, [field]: name, [parent]: root, is_group: 0 })),
];

const IN = { company: 'Gigafibre' } as const;
const account = (name: string, root_type: string, account_type = '', more: object = {}): Row => ({
  name: `${name} - GF`,
  account_name: name,
  ...IN,
  root_type,
  report_type: root_type === 'Income' || root_type === 'Expense' ? 'Profit and Loss' : 'Balance Sheet',
  account_type,
  account_currency: 'CAD',
  is_group: 0,
  parent_account: `${root_type === 'Income' || root_type === 'Liability' || root_type === 'Asset' ? PARENTS[root_type] : root_type} - GF`,
  ...more,
});
const PARENTS = { Income: 'Direct Income', Liability: 'Current Liabilities', Asset: 'Current Assets' } as const;
const group = (name: string, root_type: string, parent?: string): Row => account(name, root_type, '', { is_group: 1, parent_account: parent === undefined ? null : `${parent} - GF` });

export const COMPANY = { name: 'Gigafibre', company_name: 'Gigafibre', abbr: 'GF', country: 'Canada', default_currency: 'CAD' } as const;

/** What the company takes for granted once its accounts exist. */
export const ACCOUNTS = {
  default_receivable_account: 'Debtors - GF',
  default_payable_account: 'Creditors - GF',
  default_income_account: 'Sales - GF',
  default_expense_account: 'Cost of Goods Sold - GF',
  default_cash_account: 'Cash - GF',
  default_bank_account: 'Bank - GF',
  round_off_account: 'Round Off - GF',
  write_off_account: 'Write Off - GF',
  cost_center: 'Main - GF',
  round_off_cost_center: 'Main - GF',
} as const;

const purposes = ['Material Issue', 'Material Receipt', 'Material Transfer', 'Repack'];

export const beforeCompany: Records = [
  ['Currency', [
    { name: 'CAD', currency_name: 'CAD', enabled: 1, fraction: 'Cent', fraction_units: 100, smallest_currency_fraction_value: 0.01, symbol: '$', number_format: '# ###,##' },
    { name: 'USD', currency_name: 'USD', enabled: 1, fraction: 'Cent', fraction_units: 100, smallest_currency_fraction_value: 0.01, symbol: '$', number_format: '#,###.##' },
  ]],
  ['Country', [
    { name: 'Canada', country_name: 'Canada', code: 'ca', date_format: 'yyyy-mm-dd' },
    { name: 'United States', country_name: 'United States', code: 'us', date_format: 'mm-dd-yyyy' },
  ]],
  ['UOM', [...named('uom_name', ['Nos', 'Unit']).map((uom) => ({ ...uom, must_be_whole_number: 1 })), ...named('uom_name', ['Hour', 'Meter', 'Month'])]],
  ['Price List', [{ name: 'Standard Selling', price_list_name: 'Standard Selling', currency: 'CAD', selling: 1, enabled: 1 }]],
  ['Customer Group', tree('customer_group_name', 'parent_customer_group', 'All Customer Groups', ['Individual', 'Commercial', 'Government'])],
  ['Territory', tree('territory_name', 'parent_territory', 'All Territories', ['Canada'])],
  ['Item Group', tree('item_group_name', 'parent_item_group', 'All Item Groups', ['Products', 'Services', 'Consumable'])],
  ['Supplier Group', tree('supplier_group_name', 'parent_supplier_group', 'All Supplier Groups', ['Services', 'Hardware', 'Local'])],
  ['Issue Type', ['Pas de signal', 'Lenteur', 'Wi-Fi', 'Téléphonie', 'Télévision', 'Facturation', 'Déménagement', 'Nouvelle installation', 'Équipement', 'Autre'].map((name) => ({ name }))],
  ['Issue Priority', ['Low', 'Medium', 'High', 'Urgent'].map((name) => ({ name }))],
  ['Stock Entry Type', purposes.map((name) => ({ name, purpose: name }))],
  ['Warehouse Type', [{ name: 'Transit' }]],
  ['Salutation', named('salutation', ['M.', 'Mme'])],
];

export const companyRecords: Records = [
  ['Account', [
    group('Application of Funds (Assets)', 'Asset'),
    group('Current Assets', 'Asset', 'Application of Funds (Assets)'),
    group('Source of Funds (Liabilities)', 'Liability'),
    group('Current Liabilities', 'Liability', 'Source of Funds (Liabilities)'),
    group('Income', 'Income'),
    group('Direct Income', 'Income', 'Income'),
    group('Expense', 'Expense'),
    account('Debtors', 'Asset', 'Receivable'),
    account('Cash', 'Asset', 'Cash'),
    account('Bank', 'Asset', 'Bank'),
    account('Stock In Hand', 'Asset', 'Stock'),
    account('Creditors', 'Liability', 'Payable'),
    account('TPS', 'Liability', 'Tax', { tax_rate: 5 }),
    account('TVQ', 'Liability', 'Tax', { tax_rate: 9.975 }),
    account('Sales', 'Income', 'Income Account'),
    account('Cost of Goods Sold', 'Expense', 'Cost of Goods Sold'),
    account('Round Off', 'Expense', 'Round Off'),
    account('Write Off', 'Expense'),
  ]],
  ['Cost Center', [
    { name: 'Gigafibre - GF', cost_center_name: 'Gigafibre', ...IN, is_group: 1 },
    { name: 'Main - GF', cost_center_name: 'Main', ...IN, parent_cost_center: 'Gigafibre - GF', is_group: 0 },
  ]],
  ['Warehouse', [
    { name: 'All Warehouses - GF', warehouse_name: 'All Warehouses', ...IN, is_group: 1 },
    ...['Stores', 'Test Bench'].map((name) => ({ name: `${name} - GF`, warehouse_name: name, ...IN, parent_warehouse: 'All Warehouses - GF', is_group: 0 })),
    { name: 'Goods In Transit - GF', warehouse_name: 'Goods In Transit', ...IN, parent_warehouse: 'All Warehouses - GF', is_group: 0, warehouse_type: 'Transit' },
  ]],
  ['Mode of Payment', ([['Cash', 'Cash'], ['Cheque', 'Bank'], ['Credit Card', 'Bank'], ['Wire Transfer', 'Bank'], ['Prélèvement préautorisé', 'Bank']] as const).map(([name, type]) => ({
    name,
    mode_of_payment: name,
    type,
    enabled: 1,
    accounts: [{ company: 'Gigafibre', default_account: `${type} - GF` }],
  }))],
  ['Sales Taxes and Charges Template', [
    {
      name: 'TPS + TVQ - GF',
      title: 'TPS + TVQ',
      ...IN,
      is_default: 1,
      taxes: [
        { charge_type: 'On Net Total', account_head: 'TPS - GF', description: 'TPS 5 %', rate: 5, cost_center: 'Main - GF' },
        { charge_type: 'On Net Total', account_head: 'TVQ - GF', description: 'TVQ 9,975 %', rate: 9.975, cost_center: 'Main - GF' },
      ],
    },
  ]],
  ['Purchase Taxes and Charges Template', [
    {
      name: 'TPS + TVQ - GF',
      title: 'TPS + TVQ',
      ...IN,
      is_default: 1,
      taxes: [
        { category: 'Total', add_deduct_tax: 'Add', charge_type: 'On Net Total', account_head: 'TPS - GF', description: 'TPS 5 %', rate: 5, cost_center: 'Main - GF' },
        { category: 'Total', add_deduct_tax: 'Add', charge_type: 'On Net Total', account_head: 'TVQ - GF', description: 'TVQ 9,975 %', rate: 9.975, cost_center: 'Main - GF' },
      ],
    },
  ]],
];

/** Calendar years around the present one. */
export const fiscalYears = (year: number): Row[] => [year - 1, year, year + 1].map((each) => ({ name: String(each), year: String(each), year_start_date: `${each}-01-01`, year_end_date: `${each}-12-31` }));

/** Half a cent goes up, as Revenu Québec has it; the wizard's own choice is the banker's. */
export const SETTINGS: readonly (readonly [doctype: string, field: string, value: string])[] = [
  ['Global Defaults', 'default_company', 'Gigafibre'],
  ['Global Defaults', 'default_currency', 'CAD'],
  ['Global Defaults', 'country', 'Canada'],
  ['Selling Settings', 'customer_group', 'Individual'],
  ['Selling Settings', 'territory', 'Canada'],
  ['Selling Settings', 'selling_price_list', 'Standard Selling'],
  ['Stock Settings', 'stock_uom', 'Nos'],
  ['Stock Settings', 'default_warehouse', 'Stores - GF'],
  ['Support Settings', 'track_service_level_agreement', '1'],
  ['System Settings', 'rounding_method', 'Commercial Rounding'],
  ['System Settings', 'country', 'Canada'],
  ['System Settings', 'currency', 'CAD'],
];
