export const UPLOAD_PROBLEMS = {
  upload_offset: { status: 409, title: 'The piece does not begin where the last one ended', retry: 'later' },
} as const;
