/** Deliveries and their fate. */
export const queueEn = {}
