/** Why a template or a release is refused. */
export const MESSAGES_PROBLEMS = {
  template_unfit: { status: 422, title: 'The template has faults that would reach people', retry: 'never' },
  release_needs_another: { status: 409, title: 'The person who asked may not release it himself', retry: 'never' },
  release_over: { status: 409, title: 'Nobody asks any more to release this message', retry: 'never' },
} as const;
