export { DateText, InstantText, Language, LANGUAGES, Line, MinutesOfWork, Name, nullable, PRIORITIES, Priority, Prose, RequiredSkill, SerialText, Sha256, Uuid, Window, Words } from './primitives.ts';
export { FAILURE_REASONS, FailureReason, isVisitOver, isVisitUnderWay, VISIT_STATUSES, visitStatusAfter, VisitStatus } from './visit.ts';
export type { VisitAction } from './visit.ts';
export { Closing, FIELD_COMMANDS, NextWish, SpentTime } from './field-commands.ts';
export { CLOCKED_ACTIONS, clockOf, TIME_KINDS, TimeKind, VisitDeed } from './visit-time.ts';
export type { ClockedAction } from './visit-time.ts';
export { NO_WORK, OpenWindows, PartLine, Signature, Talk, TalkInbox, TalkLine, TimeFix, VisitClosing, VisitWork } from './visit-work.ts';
export { FieldProblem, Problem, ProblemBody, PROBLEMS } from './problems.ts';
export type { ProblemCode, ProblemDetails, Retry } from './problems.ts';
export { JobCost, LabourCost, LabourCostChange } from './costs.ts';
export { ABSENCE_REASONS, CommandAnswer, CommandBatch, CommandBatchAnswer, COMMANDS, commandSchema, CrewMember, DayShift, StepRecord, VISIT_MESSAGES } from './commands.ts';
export type { Command, CommandPayload, CommandType } from './commands.ts';
export { codeOfTechLink, COMMAND_ROLES, COMMAND_TYPES, DemoAccount, DemoAccounts, LINK_WAYS, Role, ROLES, Session, SignIn, TechLinkAnswer, techLinkAddress, TechLinkExchange, TechLinkRequest } from './session.ts';
export type { LinkWay, Principal } from './session.ts';
export { BearerTokens, RefreshRequest } from './bearer.ts';
export { SessionList, SessionOwner, SessionsEnded, SessionSummary, SIGN_IN_REFUSALS, SIGN_IN_WAYS, SignedOut, SignInWays } from './identity.ts';
export type { SignInRefusal, SignInWay } from './identity.ts';
export { Actor, EVENT_TYPES, EventType, HubEvent } from './events.ts';
export { EquipmentCard, EquipmentMovement, EquipmentSummary, LocationCard, SubscriptionSummary } from './places.ts';
export { Board, Placement, Placements, TechnicianCard, VisitCard } from './visits.ts';
export { DEVICE_CARD_NAMES, DEVICE_CARDS, DeviceCustomer, DeviceJob, OltCard } from './device-cards.ts';
export type { DeviceCard, DeviceCardName } from './device-cards.ts';
export { DEVICE_CATEGORIES } from './device-commands.ts';
export { CustomerCard, DoorState, FieldChange, JobCard, JobProposal, JobSummary, MESSAGE_STATES, OutboxMessage, OutboxPage, SANDBOX_TURNS, SandboxMessages, SEARCH_KINDS, SearchAnswer, SearchHit, TicketCard, TicketSummary, Trail } from './office.ts';
export { BlobAnswer, Catalogue, CatalogueItem, Day, DayVisit, DeviceAnswer, DeviceStanding, VanParts } from './field.ts';
export { LARGEST_PIECE, UploadState } from './uploads.ts';
export { LostWork, PhoneAccount, PhoneAccounts, PhoneReceipt, PhoneReport } from './phones.ts';
export { PlaceHint, PlaceHints, MapSource, Position, POSITION_DIMS_AFTER_MINUTES, POSITION_SOURCES, POSITION_UNKNOWN_AFTER_MINUTES, PositionReceipt, PositionReport, Positions, PositionSource, Tracking } from './positions.ts';
export { BoardMonth, MonthDay } from './board-month.ts';
export { BoardViewKept, BoardViews } from './board-views.ts';
export { OffersSetting, PlanningOffer, PlanningOffers } from './offers.ts';
export { PlanState, ReplayDay, StaffChangeEvent, StaffState, VisitChangeEvent } from './replay.ts';
export { isStorable, pathOfUnstorable } from './storable.ts';
export { InvoiceLine, InvoiceReading, LabelReading, OtherTax, ReadBarcode, ReadCents, ReadDate, ReadNumber, ReadText, VISION_SOURCES, VisionSource, Zone } from './vision.ts';
export {
  AcceptedLine, BrokenRule, CostLine, LeftOut, PlacedAt, PlanKpis, PLANNING_STATES, PlanningAccept, PlanningAccepted, PlanningCause, PlanningProgress, PlanningRun, PlanningRuns, PlanningScope, PlanningStart,
  PlanningState, Proposal, ProposedMove, Remedy, TravelSource,
} from './planning.ts';
export {
  Calendar, CalendarDay, CalendarDayChange, Explanation, Lateness, NextVisit, NextVisits, PlanningWeights, PredictedVisit, RankedPlace, RankedPlaces, SERVICE_LEVELS, ServiceLevel, WeightsChange, WeightsInForce,
  VisitMessageWords,
} from './advice.ts';
export { HandReport, LIVE_ROLES, LiveSignal } from './live.ts';
export { Fallback, FALLBACKS, InvoiceDuplicate, Reading, READING_KINDS, READING_STATES, ReadingAnswer, ReadingKind, ReadingPage, ReadingState, ReadingSummary, SupplierAnswer, SupplierProposal, VisionSettings, VisionState } from './readings.ts';
export { Colleagues, Conversation, CONVERSATION_FILTERS, ConversationPage, CustomerThread, ReadMark, SMS_SEGMENT_CENTS, Thread, ThreadMessage } from './conversations.ts';
export { PhoneKey, SmsText } from './messages-commands.ts';
export { FlowStep, FlowTemplate, FlowVersionUsed, NewerFlow, PROCEDURE_STATES, ProcedureCard, ProcedureSummary, ProcedureSummaries, ProcedureVersion, STEP_KINDS, StepChoice, StepCondition, StepFormula, StepOperand, StepPhotos, StepTest } from './procedures.ts';
export { EMPLOYMENTS, OFFICE_ROLES, SkillSetting, TRADES } from './people-commands.ts';
export { HeldSkill, SkillGrid, SkillProposal, SkillProposals, SkillTag, StaffList, StaffMember, TechnicianFile } from './people.ts';
export {
  TEMPLATE_FAULTS, TemplateDetail, TemplateDraft, TemplateFinding, TemplateList, TemplatePreview, TemplatePreviewRequest, TemplatePublish, TemplateSample, TemplateSummary, TemplateTexts, TemplateVersion, TemplateVisits,
} from './message-templates.ts';
export { CHAIN_FAULTS, ChainFaultLine, ChainState, ChainVerified, ChainVerify } from './audit.ts';
export { NOTICE_KINDS, NoticeChange, NoticeSetting, NoticeSettings, SurveyAnswer, SurveyAnswers } from './notices.ts';
export type { NoticeKind } from './notices.ts';
export { Release, Releases, ReleaseWish } from './releases.ts';
export { Registration, REGISTRATION_PARTS, REGISTRATION_STATES, RegistrationChange, SenderNumber } from './registration.ts';
export { OldAppReceipt, OldAppRow, OldAppRows, OldAppWork } from './old-app.ts';
