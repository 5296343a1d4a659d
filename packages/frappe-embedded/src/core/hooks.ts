import type { DoctypeHooks } from '../hooks.ts';
import { customFieldHooks, customPermissionHooks, propertySetterHooks } from './customization-hooks.ts';
import { doctypeHooks } from './doctype-hooks.ts';
import { commentHooks, toDoHooks } from './side-hooks.ts';
import { globalDefaultsHooks, rightsHooks, userHooks } from './user-hooks.ts';

/** What the framework's own DocTypes do. */
export const coreHooks: Readonly<Record<string, DoctypeHooks>> = {
  'Custom DocPerm': customPermissionHooks,
  'Custom Field': customFieldHooks,
  'Property Setter': propertySetterHooks,
  Comment: commentHooks,
  DocType: doctypeHooks,
  Role: rightsHooks,
  'Has Role': rightsHooks,
  'User Permission': rightsHooks,
  'Global Defaults': globalDefaultsHooks,
  ToDo: toDoHooks,
  User: userHooks,
};
