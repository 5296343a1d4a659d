import type { NoticeKind, NoticeSettings, Registration, Releases, SurveyAnswers, TemplateDetail, TemplateDraft, TemplateList, TemplatePreview, TemplatePreviewRequest, TemplateVisits } from '@gigafibre/contracts';
import { get, post, request } from './http.ts';

const put = <T>(url: string, data?: unknown): Promise<T> => request<T>({ method: 'PUT', url, data });

export const readTemplates = (signal?: AbortSignal): Promise<TemplateList> => get<TemplateList>('/v1/templates', undefined, signal);
export const readTemplate = (name: string, signal?: AbortSignal): Promise<TemplateDetail> => get<TemplateDetail>(`/v1/templates/${name}`, undefined, signal);
/** Keeps a new version; nobody reads it yet. */
export const draftTemplate = (name: string, draft: TemplateDraft): Promise<TemplateDetail> => post<TemplateDetail>(`/v1/templates/${name}/versions`, draft);
/** Makes a version, new or old, the one that customers read. */
export const publishTemplate = (name: string, version: number): Promise<TemplateDetail> => put<TemplateDetail>(`/v1/templates/${name}/published`, { version });
export const previewTemplate = (name: string, asked: TemplatePreviewRequest, signal?: AbortSignal): Promise<TemplatePreview> => post<TemplatePreview>(`/v1/templates/${name}/preview`, asked, signal);
export const readTemplateVisits = (signal?: AbortSignal): Promise<TemplateVisits> => get<TemplateVisits>('/v1/template-visits', undefined, signal);

export const readNotices = (signal?: AbortSignal): Promise<NoticeSettings> => get<NoticeSettings>('/v1/notices', undefined, signal);
export const setNotice = (kind: NoticeKind, isOn: boolean): Promise<NoticeSettings> => put<NoticeSettings>(`/v1/notices/${kind}`, { isOn });
export const readSurveys = (signal?: AbortSignal): Promise<SurveyAnswers> => get<SurveyAnswers>('/v1/surveys', undefined, signal);

const ofMessage = (id: string): string => `/v1/outbox/${id}/releases`;
export const readReleases = (id: string, signal?: AbortSignal): Promise<Releases> => get<Releases>(ofMessage(id), undefined, signal);
export const askRelease = (id: string, why: string): Promise<Releases> => post<Releases>(ofMessage(id), { why });
/** Lets it go, as another person than the one who asked. */
export const approveRelease = (id: string): Promise<Releases> => put<Releases>(`${ofMessage(id)}/approved`);
export const withdrawRelease = (id: string): Promise<Releases> => request<Releases>({ method: 'DELETE', url: ofMessage(id) });

const REGISTRATION = '/v1/outbound/registration';
const ofNumber = (number: string): string => `${REGISTRATION}/numbers/${encodeURIComponent(number)}`;
export const readRegistration = (signal?: AbortSignal): Promise<Registration> => get<Registration>(REGISTRATION, undefined, signal);
export const setRegistrationPart = (part: Registration['parts'][number]['part'], state: Registration['parts'][number]['state']): Promise<Registration> => put<Registration>(`${REGISTRATION}/${part}`, { state });
export const keepSenderNumber = (number: string, boughtOn: string | null): Promise<Registration> => put<Registration>(ofNumber(number), { boughtOn });
export const dropSenderNumber = (number: string): Promise<Registration> => request<Registration>({ method: 'DELETE', url: ofNumber(number) });
