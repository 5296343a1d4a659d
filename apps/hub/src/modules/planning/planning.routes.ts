import {
  DateText, Explanation, Lateness, Name, NextVisits, PlanningAccept, PlanningAccepted, PlanningRun, PlanningRuns, PlanningStart, RankedPlaces, Uuid, WeightsChange, WeightsInForce, type Principal,
} from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import { dateOrRefuse } from '../../platform/dates.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { DayRange } from '../board/index.ts';
import type { Advice } from './advice.service.ts';

export interface PlanningDeeds {
  readonly start: (principal: Principal, start: PlanningStart) => Promise<PlanningRun>;
  readonly stop: (id: string) => Promise<PlanningRun>;
  readonly find: (id: string) => Promise<PlanningRun>;
  readonly list: () => Promise<PlanningRuns>;
  readonly accept: (given: { principal: Principal; run: string; request: string }, accept: PlanningAccept) => Promise<PlanningAccepted>;
  readonly advice: Advice;
  readonly lateness: (range: DayRange) => Promise<Lateness>;
  readonly weights: () => Promise<WeightsInForce>;
  readonly changeWeights: (principal: Principal, change: WeightsChange) => Promise<WeightsInForce>;
  readonly nextVisits: () => Promise<NextVisits>;
}

const Days = { from: DateText, days: Type.Integer({ minimum: 1, maximum: 7, default: 1 }) };
const RunId = Type.Object({ id: Uuid });
const VisitName = Type.Object({ visit: Name });
const desk = requireRole('dispatcher', 'admin');
const office = requireRole('agent', 'dispatcher', 'admin');
const tags = ['planning'];

const rangeOf = ({ from, days }: { from: string; days: number }): DayRange => ({ from: dateOrRefuse(from, 'querystring/from'), days });

export function planningRoutes(app: HubApp, deeds: PlanningDeeds): void {
  app.post('/v1/planning/runs', { config: desk, schema: { tags, summary: 'Plan days, or mend them after something happened', body: PlanningStart, response: { 201: PlanningRun } } }, async ({ principal, body }, reply) => {
    dateOrRefuse(body.scope.from, 'body/scope/from');
    return reply.code(201).send(await deeds.start(principal, body));
  });
  app.get('/v1/planning/runs', { config: desk, schema: { tags, summary: 'The last runs', response: { 200: PlanningRuns } } }, deeds.list);
  app.get('/v1/planning/runs/:id', { config: desk, schema: { tags, summary: 'One run and its proposal', params: RunId, response: { 200: PlanningRun } } }, ({ params }) => deeds.find(params.id));
  app.post('/v1/planning/runs/:id/stop', { config: desk, schema: { tags, summary: 'Stop and keep the best so far', params: RunId, response: { 200: PlanningRun } } }, ({ params }) => deeds.stop(params.id));
  app.post('/v1/planning/runs/:id/accept', { config: desk, schema: { tags, summary: 'Accept a proposal, whole or in part', params: RunId, body: PlanningAccept, response: { 200: PlanningAccepted } } }, ({ id, principal, params, body }) =>
    deeds.accept({ principal, run: params.id, request: id }, body),
  );
  adviceRoutes(app, deeds.advice);
  app.get('/v1/planning/lateness', { config: office, schema: { tags, summary: 'Who will be late, and what customers could be told', querystring: Type.Object(Days, { additionalProperties: false }), response: { 200: Lateness } } }, async ({ query }) => deeds.lateness(rangeOf(query)));
  app.get('/v1/planning/next-visits', { config: office, schema: { tags, summary: 'Failed visits whose job has none to come', response: { 200: NextVisits } } }, deeds.nextVisits);
  app.get('/v1/planning/weights', { config: desk, schema: { tags, summary: 'What soft rules cost', response: { 200: WeightsInForce } } }, deeds.weights);
  app.put('/v1/planning/weights', { config: requireRole('admin'), schema: { tags, summary: 'Change what soft rules cost', body: WeightsChange, response: { 200: WeightsInForce } } }, ({ principal, body }) => deeds.changeWeights(principal, body));
}

function adviceRoutes(app: HubApp, advice: Advice): void {
  app.get(
    '/v1/planning/visits/:visit/places',
    { config: office, schema: { tags, summary: 'Everybody ranked for one visit', params: VisitName, querystring: Type.Object(Days, { additionalProperties: false }), response: { 200: RankedPlaces } } },
    async ({ params, query }) => advice.places(params.visit, rangeOf(query)),
  );
  app.get(
    '/v1/planning/visits/:visit/explanation',
    { config: office, schema: { tags, summary: 'Why not this technician', params: VisitName, querystring: Type.Object({ ...Days, technician: Name }, { additionalProperties: false }), response: { 200: Explanation } } },
    async ({ params, query }) => advice.explain({ visit: params.visit, technician: query.technician }, rangeOf(query)),
  );
}
