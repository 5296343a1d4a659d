/** What happens between us and customers, besides the messages themselves. */
export const MESSAGES_EVENTS = [
  'conversation.replied', 'conversation.assigned', 'conversation.linked', 'conversation.attached', 'conversation.settled',
  'template.drafted', 'template.published', 'release.asked', 'release.approved', 'release.withdrawn', 'notice.set', 'survey.answered', 'registration.changed',
] as const;
