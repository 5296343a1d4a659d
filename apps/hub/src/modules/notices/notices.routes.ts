import { NOTICE_KINDS, NoticeChange, NoticeSettings, SurveyAnswers } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole, staff } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { NoticeSwitches } from './notice-settings.ts';
import type { Surveys } from './surveys.ts';

/** Which notices customers get by themselves, and what they answered. */
export function noticeRoutes(app: HubApp, switches: NoticeSwitches, surveys: Surveys): void {
  app.get('/v1/notices', { config: staff, schema: { summary: 'What customers are told by itself', response: { 200: NoticeSettings } } }, async () => ({ notices: await switches.list() }));
  const schema = { summary: 'Turn a notice on or off', params: Type.Object({ kind: Type.Enum(NOTICE_KINDS) }), body: NoticeChange, response: { 200: NoticeSettings } };
  app.put('/v1/notices/:kind', { config: requireRole('admin'), schema }, async ({ params, body, principal }) => {
    await switches.set(params.kind, body.isOn, actorOf(principal));
    return { notices: await switches.list() };
  });
  app.get('/v1/surveys', { config: staff, schema: { summary: 'What customers thought of visits', response: { 200: SurveyAnswers } } }, async () => ({ answers: await surveys.answers() }));
}
