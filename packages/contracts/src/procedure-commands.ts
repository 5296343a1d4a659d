import { Type, type TProperties } from 'typebox';
import { Line, Name } from './primitives.ts';
import { FlowTemplate } from './procedures.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });
const procedure = { procedure: Name };
/** The `modified` stamp of the procedure last read. */
const basedOn = { baseModified: Type.String({ maxLength: 40 }) };
const { title, steps } = FlowTemplate.properties;
const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$', description: 'Code of a procedure' });

/** What an administrator does to a procedure. */
export const PROCEDURE_COMMANDS = {
  /** A procedure that does not exist yet, as a draft. */
  'procedure.create': closed({ procedure: Code, title, steps }),
  /** Keeps what is being written; nobody works by it. */
  'procedure.draft': closed({ ...procedure, ...basedOn, title, steps }),
  'procedure.discard': closed({ ...procedure, ...basedOn }),
  /** Makes the draft the version that visits begin with from now on. */
  'procedure.publish': closed({ ...procedure, ...basedOn, summary: Line, carriesOver: Type.Boolean() }),
  /** The job types whose visits follow this procedure. */
  'procedure.assign': closed({ ...procedure, ...basedOn, jobTypes: Type.Array(Name, { maxItems: 40 }) }),
} as const;

const ADMIN = ['admin'] as const;
export const PROCEDURE_COMMAND_ROLES = { 'procedure.create': ADMIN, 'procedure.draft': ADMIN, 'procedure.discard': ADMIN, 'procedure.publish': ADMIN, 'procedure.assign': ADMIN } as const;
export const PROCEDURE_EVENTS = ['procedure.created', 'procedure.drafted', 'procedure.discarded', 'procedure.published', 'procedure.assigned'] as const;
export const PROCEDURE_PROBLEMS = {
  procedure_invalid: { status: 422, title: 'The procedure would let a technician down', retry: 'never' },
  procedure_exists: { status: 409, title: 'A procedure has this code already', retry: 'never' },
  procedure_unchanged: { status: 409, title: 'The procedure has no draft to publish', retry: 'never' },
} as const;
