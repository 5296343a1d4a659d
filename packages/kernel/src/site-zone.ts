/** The zone in which the provider's days begin and in which the ERP keeps its naive datetimes. */
export const SITE_ZONE = 'America/Toronto';
