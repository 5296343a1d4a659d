import type { DocTypeSource } from '../meta.ts';
import { provisioning } from './provisioning.ts';
import { records } from './records.ts';

/** The framework's own DocTypes, as far as a site of ours needs them. */
export const coreDocTypes: readonly DocTypeSource[] = [...provisioning, ...records];
