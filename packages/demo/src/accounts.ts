/** The password of every demo account. It opens nothing but a demo: real sign-in is by OpenID Connect. */
export const DEMO_PASSWORD = 'demo';

/** The people of the office, one for each kind of work. */
export const DEMO_ACCOUNTS = [
  { user: 'agent@demo.gigafibre.ca', firstName: 'Agathe', lastName: 'Roy', role: 'agent', erpRole: 'Service Agent' },
  { user: 'repartition@demo.gigafibre.ca', firstName: 'Rémi', lastName: 'Lavoie', role: 'dispatcher', erpRole: 'Dispatcher' },
  { user: 'compta@demo.gigafibre.ca', firstName: 'Chantal', lastName: 'Côté', role: 'accountant', erpRole: 'Accounts User' },
  { user: 'admin@demo.gigafibre.ca', firstName: 'Adèle', lastName: 'Tremblay', role: 'admin', erpRole: 'System Manager' },
] as const;
