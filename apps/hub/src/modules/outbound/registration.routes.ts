import { PhoneKey, Registration, REGISTRATION_PARTS, RegistrationChange, SenderNumber } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole, staff } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { RegistrationBook } from './registration.ts';

/** Where our registration with the American carriers stands; an administrator says so. */
export const registrationRoutes =
  ({ book }: { book: RegistrationBook }): HubPlugin =>
  async (app) => {
    const admin = requireRole('admin');
    const answer = { response: { 200: Registration } };
    const at = '/v1/outbound/registration';
    const numbered = { params: Type.Object({ number: PhoneKey }), ...answer };
    app.get(at, { config: staff, schema: { summary: 'Registration with the American carriers (10DLC)', ...answer } }, () => book.read());
    app.put(`${at}/:part`, { config: admin, schema: { summary: 'Say where the brand or the campaign stands', params: Type.Object({ part: Type.Enum(REGISTRATION_PARTS) }), body: RegistrationChange, ...answer } }, ({ params, body, principal }) => book.setPart(params.part, body.state, actorOf(principal)));
    app.put(`${at}/numbers/:number`, { config: admin, schema: { summary: 'Keep one of our numbers with the day it was bought', body: SenderNumber, ...numbered } }, ({ params, body, principal }) => book.keepNumber(params.number, body.boughtOn, actorOf(principal)));
    app.delete(`${at}/numbers/:number`, { config: admin, schema: { summary: 'Forget one of our numbers', ...numbered } }, ({ params, principal }) => book.dropNumber(params.number, actorOf(principal)));
  };
