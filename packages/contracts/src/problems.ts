import { Type, type Static } from 'typebox';
import { DEVICE_PROBLEMS } from './device-commands.ts';
import { FIELD_PROBLEMS } from './field-commands.ts';
import { PROCEDURE_PROBLEMS } from './procedure-commands.ts';
import { PEOPLE_PROBLEMS } from './people-commands.ts';
import { UPLOAD_PROBLEMS } from './upload-problems.ts';
import { MESSAGES_PROBLEMS } from './messages-problems.ts';

/**
 * What a client may do about a problem:
 * `never` keep it and show it to a person · `later` try the same again, with backoff · `signed-in` sign in again, then the same.
 */
export type Retry = 'never' | 'later' | 'signed-in';

/** Every problem the hub can answer with. Clients branch on the code; the sentences people read are in the locale files. */
export const PROBLEMS = {
  ...PEOPLE_PROBLEMS,
  invalid_request: { status: 400, title: 'The request does not fit its schema', retry: 'never' },
  malformed_body: { status: 400, title: 'The body is not what its content type says', retry: 'never' },
  not_signed_in: { status: 401, title: 'Nobody is signed in', retry: 'signed-in' },
  wrong_credentials: { status: 401, title: 'The account or the password is wrong', retry: 'never' },
  link_unusable: { status: 410, title: 'The link was used, revoked or has expired', retry: 'never' },
  forbidden: { status: 403, title: 'This person may not do that', retry: 'never' },
  cross_site: { status: 403, title: 'The request came from another site', retry: 'never' },
  not_found: { status: 404, title: 'There is no such thing', retry: 'never' },
  method_not_allowed: { status: 405, title: 'This address does not take that method', retry: 'never' },
  document_changed: { status: 409, title: 'Someone changed this since it was read', retry: 'never' },
  command_reused: { status: 422, title: 'This command id was already used for something else', retry: 'never' },
  command_unknown: { status: 422, title: 'This version of the hub does not know that command', retry: 'later' },
  visit_transition_refused: { status: 409, title: 'The visit is past that step', retry: 'never' },
  visit_not_yours: { status: 403, title: 'The visit belongs to another technician', retry: 'never' },
  proof_missing: { status: 422, title: 'A required proof is missing', retry: 'never' },
  job_over: { status: 409, title: 'The job has ended', retry: 'never' },
  no_recipient: { status: 422, title: 'There is no number to reach this customer', retry: 'never' },
  job_duplicate: { status: 409, title: 'An open job already exists for this', retry: 'never' },
  equipment_elsewhere: { status: 409, title: 'This equipment is active at another customer', retry: 'never' },
  equipment_unknown: { status: 404, title: 'No equipment has this serial', retry: 'never' },
  planning_busy: { status: 409, title: 'These days are being planned already', retry: 'never' },
  planning_failed: { status: 503, title: 'The planner stopped before it found a plan', retry: 'later' },
  planning_over: { status: 409, title: 'This run has no proposal to accept', retry: 'never' },
  undo_too_late: { status: 409, title: 'Something happened since; it can no longer be undone', retry: 'never' },
  ...PROCEDURE_PROBLEMS,
  too_large: { status: 413, title: 'The body is too large', retry: 'never' },
  unsupported_media: { status: 415, title: 'This kind of content is not taken here', retry: 'never' },
  media_disguised: { status: 415, title: 'The content is not what its name or type says', retry: 'never' },
  media_damaged: { status: 422, title: 'The picture or document cannot be opened', retry: 'never' },
  media_excessive: { status: 422, title: 'The content wants more room or time than it may have', retry: 'never' },
  picture_size_refused: { status: 422, title: 'The picture is too large, too small or too narrow', retry: 'never' },
  pdf_protected: { status: 422, title: 'The PDF wants a password', retry: 'never' },
  pdf_too_long: { status: 422, title: 'The PDF has too many pages', retry: 'never' },
  pdf_active: { status: 422, title: 'The PDF holds a script or other files', retry: 'never' },
  body_encoded: { status: 422, title: 'A compressed body is not taken', retry: 'never' },
  intake_busy: { status: 503, title: 'Too many pictures are being opened', retry: 'later' },
  invoice_duplicate: { status: 409, title: 'This invoice is in the ERP already', retry: 'never' },
  reading_settled: { status: 409, title: 'This reading was confirmed or discarded before', retry: 'never' },
  reading_not_ready: { status: 409, title: 'This reading is not done yet', retry: 'later' },
  ...UPLOAD_PROBLEMS,
  content_mismatch: { status: 422, title: 'The content does not match its announced hash', retry: 'later' },
  too_many_requests: { status: 429, title: 'Too many requests', retry: 'later' },
  erp_refused: { status: 422, title: 'The ERP refused the change', retry: 'never' },
  erp_unavailable: { status: 503, title: 'The ERP cannot be reached', retry: 'later' },
  unavailable: { status: 503, title: 'The hub is not ready', retry: 'later' },
  ...DEVICE_PROBLEMS,
  ...FIELD_PROBLEMS,
  ...MESSAGES_PROBLEMS,
  internal: { status: 500, title: 'Something went wrong at our end', retry: 'later' },
} as const satisfies Record<string, { status: number; title: string; retry: Retry }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const FieldProblem = Type.Object({ path: Type.String(), message: Type.String() });
export type FieldProblem = Static<typeof FieldProblem>;

/** RFC 9457, with our stable `code` and what may be done about it. */
export const ProblemBody = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  retry: Type.Enum(['never', 'later', 'signed-in']),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(FieldProblem)),
  facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type ProblemBody = Static<typeof ProblemBody>;

export interface ProblemDetails {
  /** One sentence for the log and for developers; people read the locale's sentence for the code. */
  detail?: string;
  errors?: readonly FieldProblem[];
  /** What the screen needs to say it well: the other customer's name, the duplicate job. */
  facts?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/** A refusal or a fault with a code of the table. Thrown in the hub, rebuilt from the wire in the apps. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? PROBLEMS[code].title, { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get retry(): Retry {
    return PROBLEMS[this.code].retry;
  }
}
