import { doctypes } from '@gigafibre/doctypes';
import type { DocTypeSource } from '../meta.ts';
import { provisioning } from './provisioning.ts';

const FRAMEWORK = new Set(['Core', 'Custom', 'Desk']);

/** The framework's own DocTypes: those that every site has, whatever else it is opened with. */
export const coreDocTypes: readonly DocTypeSource[] = [...Object.values(doctypes).filter((source) => FRAMEWORK.has(source.module)), ...provisioning];
