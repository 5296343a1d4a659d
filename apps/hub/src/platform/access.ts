import { Problem, ROLES } from '@gigafibre/contracts';
import type { Principal, Role } from '@gigafibre/contracts';
import type { HubApp } from './hub-app.ts';
import type { OpenSession } from './session-facts.ts';

/** Who may call a route: anyone at all, or people with one of the roles. */
export type Access = 'anyone' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Who is asking. Anonymous unless proved otherwise. */
    principal: Principal;
    /** The session he is known by. */
    openSession: OpenSession | undefined;
  }
}

/** Route option `config: anyone`: no session needed. */
export const anyone = { access: 'anyone' } as const satisfies { access: Access };
/** Route option `config: requireRole('agent', 'dispatcher')`: signed in, with at least one of these roles. */
export const requireRole = (...roles: readonly Role[]): { access: Access } => ({ access: roles });
/** Route option `config: signedIn`: any session. */
export const signedIn = requireRole(...ROLES);

/** Route option `config: staff`: whoever works at a desk; technicians have their own reads. */
export const staff = requireRole('agent', 'dispatcher', 'accountant', 'admin');

/** The roles a principal acts with. A technician's session carries that one only; the system itself holds none. */
export function rolesOf(principal: Principal): readonly Role[] {
  if (principal.kind === 'staff') return principal.roles;
  return principal.kind === 'technician' ? ['technician'] : [];
}

/** Refuses at boot a route that says nothing about access, and at run time whoever the route does not name. */
export function guardAccess(app: HubApp): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) throw new Error(`${String(route.method)} ${route.url} declares no access: add config: requireRole(…) or config: anyone.`);
  });
  app.addHook('onRequest', (request, _reply, done) => {
    done(request.is404 ? undefined : refusalOf(request.principal, request.routeOptions.config.access));
  });
}

function refusalOf(principal: Principal, access: Access | undefined): Problem | undefined {
  if (access === 'anyone') return undefined;
  if (principal.kind === 'anonymous') return new Problem('not_signed_in');
  return rolesOf(principal).some((role) => access?.includes(role)) ? undefined : new Problem('forbidden');
}
