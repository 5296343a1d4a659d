/** What happens to people's ways in. */
export const IDENTITY_EVENTS = ['link.sent', 'link.opened', 'session.opened', 'session.closed', 'session.revoked', 'session.stolen'] as const;
